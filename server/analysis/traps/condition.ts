import { shownValue } from '../../decision/explanation/shownValue.ts';
import { isJsonObject, type JsonValue } from '../../policy/json.ts';
import { shownLine } from '../../policy/shownName.ts';
import { jsonValueOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenCondition } from '../../policy/writtenPolicy.ts';

/** A condition that can be reasoned about: everything is there, and of the type that its operator takes. */
export interface Condition {
  /** `args.` and the names down to the argument. */
  readonly path: string;
  /** One of the eleven. */
  readonly operator: string;
  readonly value: JsonValue;
}

/** The condition as it is written; `undefined` while it is incomplete or wrong, which is reported elsewhere. */
export function readCondition({ path, op, value }: WrittenCondition): Condition | undefined {
  if (path?.type !== 'string' || op?.type !== 'string' || value === undefined) return undefined;
  const read = { path: String(path.value), operator: String(op.value), value: jsonValueOf(value) };
  return read.path.startsWith('args.') && takes(read.operator, read.value) ? read : undefined;
}

/** As a message names it, e.g. `args.amount gt 5000`: on one line, and cut short. */
export function shownCondition({ path, operator, value }: Condition): string {
  return `${shownLine(path, 80)} ${operator} ${shownLine(shownValue(value), 80)}`;
}

function takes(operator: string, value: JsonValue): boolean {
  switch (operator) {
    case 'eq':
    case 'neq':
    case 'contains':
      return isScalar(value);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return typeof value === 'number';
    case 'in':
    case 'not_in':
      return Array.isArray(value) && value.every(isScalar);
    case 'exists':
      return typeof value === 'boolean';
    case 'regex':
      return typeof value === 'string';
    default:
      return false;
  }
}

function isScalar(value: JsonValue): boolean {
  return value !== null && !Array.isArray(value) && !isJsonObject(value);
}
