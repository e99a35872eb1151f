import { nonEmptyText } from '../../decision/compile/nodeValues.ts';
import { elements, type Node } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenCondition } from '../../policy/writtenPolicy.ts';

/** A condition that the policy's schema accepts. */
export interface ReadableCondition {
  /** The path without `args.`, e.g. `customer.email`. */
  readonly argument: string;
  readonly operator: string;
  /** Of the type that the operator asks for. */
  readonly value: Node;
}

const scalars: readonly Node['type'][] = ['string', 'number', 'boolean'];

const valueTypes: ReadonlyMap<string, readonly Node['type'][]> = new Map([
  ['eq', scalars],
  ['neq', scalars],
  ['contains', scalars],
  ['lt', ['number']],
  ['lte', ['number']],
  ['gt', ['number']],
  ['gte', ['number']],
  ['in', ['array']],
  ['not_in', ['array']],
  ['exists', ['boolean']],
  ['regex', ['string']],
]);

/** The condition, when it is whole; `undefined` while a part is missing or is nothing that its operator compares with. */
export function readCondition({ path, op, value }: WrittenCondition): ReadableCondition | undefined {
  const argument = argumentOf(nonEmptyText(path) ?? '');
  const operator = nonEmptyText(op) ?? '';
  if (argument === undefined || value === undefined) return undefined;
  if (!valueTypes.get(operator)?.includes(value.type)) return undefined;
  if (!elements(value).every(({ type }) => scalars.includes(type))) return undefined;
  return { argument, operator, value };
}

/** `customer.email` of `args.customer.email`; `undefined` for what is no path. */
export function argumentOf(path: string): string | undefined {
  return /^args(\.[^.]+)+$/.test(path) ? path.slice('args.'.length) : undefined;
}
