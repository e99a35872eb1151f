import type { CompiledLimit, CompiledPolicy, CompiledTool } from '../decision/compile/compiledPolicy.ts';

/*
 * The ids of a policy's rules and limits, by which a scenario speaks of them. Each is read once for each policy.
 */

const knownLimits = new WeakMap<CompiledPolicy, ReadonlyMap<string, CompiledLimit>>();
const knownRules = new WeakMap<CompiledPolicy, ReadonlyMap<string, string | undefined>>();

/** Every limit by its id. Limits of the same id have the same counter, so one of them says how it stands. */
export function limitsById(policy: CompiledPolicy): ReadonlyMap<string, CompiledLimit> {
  const known = knownLimits.get(policy) ?? new Map(everyLimit(policy).map((limit) => [limit.id, limit]));
  knownLimits.set(policy, known);
  return known;
}

/** Every id that a decision can name, with what the agent is then told; `undefined` where that depends on the tool. */
export function rulesById(policy: CompiledPolicy): ReadonlyMap<string, string | undefined> {
  const known = knownRules.get(policy) ?? readRules(policy);
  knownRules.set(policy, known);
  return known;
}

/** The ids that can decide a call of the tool, in the order of the decision, with what the agent is told. */
export function rulesOfTool(policy: CompiledPolicy, tool: CompiledTool | undefined): [id: string, message?: string][] {
  const { action, rules = [], limits = [] } = tool ?? {};
  return [
    ...(action?.verdict === undefined ? [] : [action.verdict]),
    ...rules.map(({ verdict }) => verdict),
    ...[...limits, ...policy.allToolsLimits].map(({ exhausted }) => exhausted),
  ].flatMap(({ rule, message }): [string, string?][] =>
    rule === undefined ? [] : [message === undefined ? [rule] : [rule, message]],
  );
}

function everyLimit(policy: CompiledPolicy): CompiledLimit[] {
  return [...[...policy.tools.values()].flatMap(({ limits }) => limits), ...policy.allToolsLimits];
}

function readRules(policy: CompiledPolicy): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>([
    ['(hidden)', undefined],
    ['(default deny)', undefined],
  ]);
  for (const tool of [...policy.tools.values(), policy.unlisted]) {
    for (const [id, message] of rulesOfTool(policy, tool)) ids.set(id, message);
  }
  return ids;
}
