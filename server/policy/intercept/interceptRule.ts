import { elements, type Node, property, valueAt } from '../syntax/syntaxTree.ts';
import { type Fault, notUnderstood, refusedBySchema } from './fault.ts';
import { type InterceptLimit, readRateLimit, readStateLimit, refuseStateConditions } from './interceptLimit.ts';

/** One rule in Intercept's dialect, as Intercept loads it. */
export interface InterceptRule {
  readonly node: Node;
  /** `deny` denies every call. The other action, `evaluate`, denies a call that does not meet the conditions. */
  readonly action: 'evaluate' | 'deny';
  /** The conditions on arguments, which must all hold. */
  readonly conditions: readonly Node[];
  /** What the agent is told; absent when it is empty, too. */
  readonly onDeny: string | undefined;
  readonly limit: InterceptLimit | undefined;
  /** Parts that decide nothing and have no place in the canonical form, names and descriptions apart. */
  readonly idle: readonly string[];
}

/**
 * Reads one entry of `rules`. What Intercept refuses to load is not understood, except for a rule without a name, which
 * decides nothing. Source: Intercept, `internal/config/config.go` and `validate.go`.
 * @param scope what stands between `state.` and a counter's name in the tool's rules
 * @returns `undefined` when something in it is not understood, which is then among `faults`
 */
export function readInterceptRule(node: Node, scope: string, faults: Fault[]): InterceptRule | undefined {
  const before = faults.length;
  const action = readAction(node, faults);
  const onDeny = readText(node, 'on_deny', faults);
  const rateLimit = readText(node, 'rate_limit', faults) === undefined ? undefined : valueAt(node, 'rate_limit');
  const state = property(node, 'state');
  const conditions = readConditions(node, faults);
  if (faults.length > before) return undefined;
  const all = [...conditions.onArguments, ...conditions.onCounters];
  if (rateLimit !== undefined && (all.length > 0 || state !== undefined || action === 'deny')) {
    return notUnderstood(
      faults,
      rateLimit,
      'Intercept takes no "rate_limit" beside conditions, "state" or "action": "deny". Write two rules',
    );
  }
  if (action === 'deny' && all.length > 0) {
    const message =
      'Intercept takes no conditions beside "action": "deny". To deny a call that does not meet them, leave out the action';
    return notUnderstood(faults, valueAt(node, 'action') ?? node, message);
  }
  const rule = { node, action, onDeny, conditions: conditions.onArguments };
  const idle = [...unknownParts(node, state?.value), ...(action === 'deny' && state !== undefined ? ['state'] : [])];
  if (action === 'deny') return { ...rule, limit: undefined, idle };
  if (rateLimit !== undefined) return withLimit(readRateLimit(rateLimit, faults));
  if (state !== undefined) return withLimit(readStateLimit(state, scope, conditions.onCounters, faults));
  refuseStateConditions(conditions.onCounters, faults);
  if (all.length === 0)
    notUnderstood(faults, placeOf(node), 'A rule of Intercept needs "conditions", a "rate_limit" or "action": "deny"');
  return faults.length > before ? undefined : { ...rule, limit: undefined, idle };

  function withLimit(limit: InterceptLimit | undefined): InterceptRule | undefined {
    return limit && { ...rule, limit, idle };
  }
}

function readAction(node: Node, faults: Fault[]): 'evaluate' | 'deny' {
  if (node.type !== 'object') refusedBySchema(faults, node);
  const action = property(node, 'action');
  const value: unknown = action?.value?.value;
  if (action !== undefined && value !== 'evaluate' && value !== 'deny')
    refusedBySchema(faults, action.value ?? action.key);
  return value === 'deny' ? 'deny' : 'evaluate';
}

/** A text that is not empty. Go does not tell an empty one from an absent one. */
function readText(node: Node, key: string, faults: Fault[]): string | undefined {
  const found = property(node, key);
  if (found === undefined) return undefined;
  if (found.value?.type !== 'string') return refusedBySchema(faults, found.value ?? found.key);
  return String(found.value.value) || undefined;
}

function readConditions(rule: Node, faults: Fault[]): { readonly onArguments: Node[]; readonly onCounters: Node[] } {
  const onArguments: Node[] = [];
  const onCounters: Node[] = [];
  const list = property(rule, 'conditions');
  if (list !== undefined && list.value?.type !== 'array') refusedBySchema(faults, list.value ?? list.key);
  for (const condition of elements(list?.value)) {
    const path: unknown = valueAt(condition, 'path')?.value;
    const isWhole = valueAt(condition, 'op') !== undefined && valueAt(condition, 'value') !== undefined;
    if (!isWhole || typeof path !== 'string') refusedBySchema(faults, condition);
    else if (/^state\../.test(path)) onCounters.push(condition);
    else if (/^args(\.[^.]+)+$/.test(path)) onArguments.push(condition);
    else refusedBySchema(faults, condition);
  }
  return { onArguments, onCounters };
}

const ruleKeys = new Set(['name', 'description', 'action', 'conditions', 'on_deny', 'rate_limit', 'state']);
const conditionKeys = new Set(['path', 'op', 'value']);
const stateKeys = new Set(['counter', 'window', 'increment', 'increment_from']);

/** Keys that nobody knows. The schema warns of them. */
function unknownParts(rule: Node, state: Node | undefined): string[] {
  const unknown: string[] = [];
  addUnknown(unknown, rule, ruleKeys);
  addUnknown(unknown, state, stateKeys);
  for (const condition of elements(valueAt(rule, 'conditions'))) addUnknown(unknown, condition, conditionKeys);
  return unknown;
}

function addUnknown(unknown: string[], object: Node | undefined, known: ReadonlySet<unknown>): void {
  for (const { children } of object?.children ?? []) {
    const key: unknown = children?.[0]?.value;
    if (!known.has(key)) unknown.push(String(key));
  }
}

/** A place within one line that stands for the rule: its name, or what it begins with. */
function placeOf(node: Node): Node {
  return valueAt(node, 'name') ?? { ...node, length: 1 };
}
