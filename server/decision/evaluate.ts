import type { Charge } from './charge.ts';
import { type CompiledPolicy, hiddenBy, limitsOf, toolOf } from './compiledPolicy.ts';
import type { Counters } from './counters.ts';
import type { ToolCall, Verdict } from './decision.ts';
import { hiddenMessage, noPolicyMessage, notPermittedMessage } from './messages.ts';

const allowed: Verdict = { outcome: 'allowed' };
const noPolicy: Verdict = { outcome: 'denied', rule: '(no policy)', message: noPolicyMessage };

/**
 * Decides a call and reserves its quota, up to the moment the proxy forwards it. A call that is not allowed consumes
 * nothing. Without a policy every call is denied. `observe` hears of each limit that is charged, in order.
 */
export function admit(
  policy: CompiledPolicy | undefined,
  counters: Counters,
  call: ToolCall,
  observe?: (charge: Charge) => void,
): Verdict {
  if (policy === undefined) return noPolicy;
  const hidden = policy.hidden.size > 0 ? hiddenBy(policy, call.tool) : undefined;
  if (hidden !== undefined) {
    return { outcome: 'denied', rule: '(hidden)', message: hiddenMessage(call.tool), span: hidden };
  }
  const tool = toolOf(policy, call.tool);
  if (tool === undefined && policy.default === 'deny') return notPermitted(policy, call.tool);
  if (tool?.action?.verdict !== undefined) return tool.action.verdict;
  for (const rule of tool?.rules ?? none) if (rule.denies(call.args)) return rule.verdict;
  return counters.reserve(tool?.limits ?? none, policy.allToolsLimits, call, observe) ?? allowed;
}

/**
 * Gives an admitted call's reservation back, for the server answered it with a JSON-RPC error. The answer may come in
 * another window than the call; see {@link Counters.refund}.
 */
export function refund(policy: CompiledPolicy, counters: Counters, call: ToolCall): void {
  counters.refund(limitsOf(policy, call.tool), call);
}

/** Decides a call whose answer is known, and arrives at once. */
export function evaluate(
  policy: CompiledPolicy | undefined,
  counters: Counters,
  call: ToolCall,
  observe?: (charge: Charge) => void,
): Verdict {
  const verdict = admit(policy, counters, call, observe);
  if (policy !== undefined && verdict === allowed && call.upstream === 'error') refund(policy, counters, call);
  return verdict;
}

const none: readonly [] = [];

function notPermitted(policy: CompiledPolicy, tool: string): Verdict {
  const denied: Verdict = { outcome: 'denied', rule: '(default deny)', message: notPermittedMessage(tool) };
  return policy.defaultSpan === undefined ? denied : { ...denied, span: policy.defaultSpan };
}
