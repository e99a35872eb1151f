import { orList, quoted } from '../problems/didYouMean.ts';
import { shownName } from '../shownName.ts';
import { type Node, type Property, valueAt } from '../syntax/syntaxTree.ts';
import { type Fault, notUnderstood, refusedBySchema } from './fault.ts';

/** The windows of Intercept, which are those of the canonical form, too. */
const windowNames = ['minute', 'hour', 'day'] as const;

export type WindowName = (typeof windowNames)[number];

/** How often a rule lets calls pass: its `rate_limit`, or its `state` with the condition that bounds it. */
export interface InterceptLimit {
  /** The value of `rate_limit` or of `state`. */
  readonly node: Node;
  /** Absent for a `rate_limit`, whose counter nobody names. */
  readonly counter: string | undefined;
  readonly window: WindowName;
  /** Calls in a window, or units with `incrementFrom`; a whole number from 1. */
  readonly max: number;
  readonly incrementFrom: string | undefined;
  /** Present when the rule counts by more than 1: so many steps of so many make `max` calls. */
  readonly folded: { readonly bound: number; readonly increment: number } | undefined;
}

/** Reads `"5/hour"`. Source: Intercept, `parseRateLimit` in `internal/config/config.go`. */
export function readRateLimit(node: Node, faults: Fault[]): InterceptLimit | undefined {
  const text = String(node.value);
  const [, count, written] = /^\+?(\d{1,15})\/(.*)$/s.exec(text) ?? [];
  const window = windowNames.find((name) => name === written);
  const max = Number(count);
  if (window !== undefined && max >= 1) {
    return { node, counter: undefined, window, max, incrementFrom: undefined, folded: undefined };
  }
  return notUnderstood(
    faults,
    node,
    `${shownName(text)} is not understood: write a count from 1, "/" and ${orList(windowNames)}, such as "5/hour"`,
  );
}

/**
 * Reads `state` with the conditions of its rule on a counter. One of them bounds the rule's own counter: `lte N`, or
 * `lt N`, which lets N − 1 pass. Anything else that Intercept may compare a counter with is not understood. Source:
 * Intercept, `extractLimit` and `resolveIncrement` in `internal/proxy/handler.go`, `internal/config/validate.go`.
 * @param scope what stands between `state.` and the counter's name
 */
export function readStateLimit(
  state: Property,
  scope: string,
  conditions: readonly Node[],
  faults: Fault[],
): InterceptLimit | undefined {
  const node = state.value;
  const counter = textOf(node, 'counter');
  const window = windowNames.find((name) => name === textOf(node, 'window'));
  const increment: unknown = valueAt(node, 'increment')?.value ?? 0;
  if (node === undefined || !counter || window === undefined || !isCount(increment)) {
    return refusedBySchema(faults, node ?? state.key);
  }
  const bound = readBound(state, `state.${scope}.${counter}`, conditions, faults);
  if (bound === undefined) return undefined;
  const incrementFrom = textOf(node, 'increment_from') || undefined;
  // Intercept takes 0 for an increment that is left out, and looks at none beside `increment_from`.
  const step = incrementFrom === undefined ? Math.max(1, increment) : 1;
  const max = Math.floor(bound.max / step);
  if (max < 1)
    return notUnderstood(faults, bound.node, 'No call passes this limit. To deny every call, write "action": "deny"');
  const folded = step === 1 ? undefined : { bound: bound.max, increment: step };
  return { node, counter, window, max, incrementFrom, folded };
}

/** Says of each condition on a counter that there is no `state` for it. */
export function refuseStateConditions(conditions: readonly Node[], faults: Fault[]): void {
  for (const condition of conditions) {
    const message = 'A condition on a counter needs the "state" that counts it in the same rule';
    notUnderstood(faults, valueAt(condition, 'path') ?? condition, message);
  }
}

function readBound(
  state: Property,
  own: string,
  conditions: readonly Node[],
  faults: Fault[],
): { readonly max: number; readonly node: Node } | undefined {
  let bound: { readonly max: number; readonly node: Node } | undefined;
  for (const condition of conditions) {
    const path = valueAt(condition, 'path') ?? condition;
    const operator = valueAt(condition, 'op');
    const value = valueAt(condition, 'value');
    if (path.value !== own) {
      return notUnderstood(faults, path, `Here only the rule's own counter is understood: ${shownName(own)}`);
    }
    if (operator?.value !== 'lte' && operator?.value !== 'lt') {
      return notUnderstood(faults, operator ?? path, 'A counter is understood with "lte" or "lt" only');
    }
    if (typeof value?.value !== 'number') return refusedBySchema(faults, value ?? condition);
    if (bound !== undefined) return notUnderstood(faults, path, 'A second bound of the same counter is not understood');
    bound = { max: Math.trunc(value.value) - (operator.value === 'lt' ? 1 : 0), node: value };
  }
  if (bound !== undefined) return bound;
  const message = `This "state" limits nothing: the rule lacks a condition on ${shownName(own)} with ${quoted('lte')} or ${quoted('lt')}`;
  return notUnderstood(faults, state.key, message);
}

function textOf(node: Node | undefined, key: string): string | undefined {
  const value: unknown = valueAt(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
