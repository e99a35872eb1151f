import type { CompiledPolicy } from '../../decision/compile/compiledPolicy.ts';
import type { Span } from '../../policy/syntax/span.ts';

const known = new WeakMap<CompiledPolicy, ReadonlyMap<string, Span>>();

/** Where the policy says what each id of a rule or a limit means; of several of one id the first counts. */
export function placesById(policy: CompiledPolicy): ReadonlyMap<string, Span> {
  const places = known.get(policy) ?? readPlaces(policy);
  known.set(policy, places);
  return places;
}

function readPlaces(policy: CompiledPolicy): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>();
  const add = (id: string, span: Span | undefined): void => {
    if (span !== undefined && !places.has(id)) places.set(id, span);
  };
  for (const tool of [...policy.tools.values(), ...(policy.unlisted === undefined ? [] : [policy.unlisted])]) {
    if (tool.action !== undefined) add(tool.action.id, tool.action.span);
    for (const { id, span } of [...tool.rules, ...tool.limits]) add(id, span);
  }
  for (const { id, span } of policy.allToolsLimits) add(id, span);
  add('(default deny)', policy.defaultSpan);
  add('(hidden)', [...policy.hidden.values()][0]);
  return places;
}
