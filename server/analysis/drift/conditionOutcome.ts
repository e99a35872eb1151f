import { elements, type Node } from '../../policy/syntax/syntaxTree.ts';
import type { RuleKind, WrittenCondition } from '../../policy/writtenPolicy.ts';
import type { ArgumentLookup } from '../../tools/arguments/argument.ts';
import { isGuard } from '../conditionValues.ts';
import type { Outcome } from '../consequence.ts';
import { canLookAt } from '../possibleMatches.ts';
import type { SchemaCheck } from '../schemaCheck.ts';

/** What a tool's schema says of a condition. */
export interface SeenCondition {
  /** When it holds, if the same for every call; absent when it depends on the call, or nothing is known. */
  readonly outcome?: Outcome;
  /** Values of its list that the argument never has, while it has another one of it. */
  readonly impossible: number;
}

const depends: SeenCondition = { impossible: 0 };

/** @param tool the name by which the list of the check has the tool */
export function seenCondition(
  { path, op, value }: WrittenCondition,
  kind: RuleKind,
  tool: string,
  check: SchemaCheck,
): SeenCondition {
  if (path?.type !== 'string' || op?.type !== 'string' || value === undefined) return depends;
  const lookup = check.lookUp(tool, String(path.value));
  if (lookup === undefined || lookup.kind === 'open') return depends;
  const operator = String(op.value);
  if (lookup.kind !== 'found') return { outcome: ofMissing(operator, value), impossible: 0 };
  if (operator === 'exists') return depends;
  if (!canLookAt(operator, lookup.argument)) return { outcome: 'never', impossible: 0 };
  return operator === 'in' || operator === 'not_in'
    ? ofList(operator, elements(value), lookup, check)
    : ofValue(operator, value, kind, lookup, check);
}

/** Every operator is false without the argument, except `exists` with false. */
function ofMissing(operator: string, value: Node): Outcome {
  return operator === 'exists' && value.value === false ? 'always' : 'never';
}

type Found = Extract<ArgumentLookup, { kind: 'found' }>;

function ofList(
  operator: 'in' | 'not_in',
  list: readonly Node[],
  { argument }: Found,
  check: SchemaCheck,
): SeenCondition {
  const impossible = list.filter(
    (each) => isScalar(each.value) && !check.matches.canEqual(argument, each.value),
  ).length;
  if (impossible < list.length || list.length === 0) return { impossible };
  return { outcome: operator === 'in' ? 'never' : 'when-present', impossible: 0 };
}

function ofValue(
  operator: string,
  { value }: Node,
  kind: RuleKind,
  { argument }: Found,
  check: SchemaCheck,
): SeenCondition {
  const isNegated = operator === 'neq';
  if (!isScalar(value) || check.matches.canHold(isNegated ? 'eq' : operator, argument, value)) return depends;
  if (kind === 'deny_if' && isGuard(operator, argument, value)) return depends;
  return { outcome: isNegated ? 'when-present' : 'never', impossible: 0 };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
