import { shownName } from '../shownName.ts';
import { elements, type Node, type Property, property, valueAt } from '../syntax/syntaxTree.ts';
import { dialectProperties, everyTool } from './dialectKeys.ts';
import { type Fault, notUnderstood, refusedBySchema } from './fault.ts';
import { type InterceptLimit, readRateLimit } from './interceptLimit.ts';
import { type InterceptRule, readInterceptRule } from './interceptRule.ts';

/**
 * What Intercept's dialect says of one tool, or of every tool, in the terms of the canonical form: both the decision of
 * calls and the quick fix are made from it, so that they cannot differ.
 */
export interface InterceptTool {
  /** The properties that hold it, in the order of the text. At least one. */
  readonly properties: readonly Property[];
  /** The rules whose conditions a call must meet: entries of `require`. */
  readonly requirements: readonly InterceptRule[];
  /** The rule that denies every call: an entry of `deny_if`. */
  readonly denial: InterceptRule | undefined;
  /** Entries of `limits`, or of `all_tools.limits`. None while something is not understood. */
  readonly limits: readonly InterceptQuota[];
  /** True when something stands behind the rule that denies every call: Intercept never gets there, so it is left out. */
  readonly isCutShort: boolean;
  /** Parts of the rules that decide nothing, see {@link InterceptRule.idle}. */
  readonly idle: readonly string[];
  /** What is not understood. With any, the rest is not the whole meaning. */
  readonly faults: readonly Fault[];
}

/** A limit with the name of its counter, and the message of its rule. */
export interface InterceptQuota extends InterceptLimit {
  readonly counter: string;
  readonly onDeny: string | undefined;
}

/**
 * Reads a tool's own rules, or with the name `*` those for every tool; `undefined` when it has none in this dialect.
 * @param limits the list that the limits would be added to, whose counters keep their names
 */
export function interceptTool(
  name: string,
  definition: Node | undefined,
  limits: Node | undefined,
): InterceptTool | undefined {
  const found = dialectProperties(definition);
  if (found.length === 0) return undefined;
  const faults: Fault[] = [];
  const rules = readRules(name, definition, faults);
  refuseSharedCounters(rules, faults);
  const end = rules.findIndex(({ action }) => action === 'deny');
  const reached = end < 0 ? rules : rules.slice(0, end + 1);
  return {
    properties: found,
    requirements: reached.filter(({ conditions }) => conditions.length > 0),
    denial: rules[end],
    limits: faults.length > 0 ? [] : quotasOf(name, reached, limits),
    isCutShort: reached.length < rules.length,
    idle: reached.flatMap(({ idle }) => idle),
    faults,
  };
}

/** The entries of `rules`, then the tool's `rate_limit`, which is taken for one more rule (assumed). */
function readRules(name: string, definition: Node | undefined, faults: Fault[]): InterceptRule[] {
  const list = property(definition, 'rules');
  if (list !== undefined && list.value?.type !== 'array') refusedBySchema(faults, list.value ?? list.key);
  const state = property(definition, 'state');
  if (state !== undefined) notUnderstood(faults, state.key, 'In Intercept "state" belongs into a rule of "rules"');
  const rules: InterceptRule[] = [];
  const scope = name === everyTool ? '_global' : name;
  for (const entry of elements(list?.value)) {
    const rule = readInterceptRule(entry, scope, faults);
    if (rule !== undefined) rules.push(rule);
  }
  const node = valueAt(definition, 'rate_limit');
  const limit = node?.type === 'string' ? readRateLimit(node, faults) : undefined;
  if (node !== undefined && limit !== undefined) {
    rules.push({ node, action: 'evaluate', conditions: [], onDeny: undefined, limit, idle: [] });
  }
  return rules;
}

/** Two limits of one counter disturb each other, and Intercept does not load them. */
function refuseSharedCounters(rules: readonly InterceptRule[], faults: Fault[]): void {
  const seen = new Set<string>();
  for (const { limit } of rules) {
    if (limit === undefined) continue;
    // The name that Intercept gives to the counter of a `rate_limit`.
    const counter = limit.counter ?? `_rate_${limit.window}`;
    if (seen.has(counter)) notUnderstood(faults, placeOf(limit), refusal(limit));
    seen.add(counter);
  }
}

function refusal({ counter, window }: InterceptLimit): string {
  return counter === undefined
    ? `Intercept takes one "rate_limit" by the ${window} of a tool. Keep the lower one`
    : `Intercept takes the counter ${shownName(counter)} in one rule of a tool. Name this one otherwise`;
}

function placeOf({ node }: InterceptLimit): Node {
  return valueAt(node, 'counter') ?? node;
}

function quotasOf(tool: string, rules: readonly InterceptRule[], list: Node | undefined): InterceptQuota[] {
  const taken = new Set<unknown>(elements(list).map((limit) => valueAt(limit, 'counter')?.value));
  for (const { limit } of rules) taken.add(limit?.counter);
  return rules.flatMap(({ limit, onDeny }) => {
    if (limit === undefined) return [];
    const counter = limit.counter ?? freeName(tool === everyTool ? `calls-per-${limit.window}` : `${tool}_rate`, taken);
    taken.add(counter);
    return [{ ...limit, counter, onDeny }];
  });
}

/** The name, or `name_2` and so on. */
function freeName(name: string, taken: ReadonlySet<unknown>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  return free;
}
