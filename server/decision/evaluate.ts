import { type CompiledLimit, type CompiledPolicy, hiddenBy, toolOf } from './compile/compiledPolicy.ts';
import type { Charge } from './counting/charge.ts';
import type { Counters } from './counting/counters.ts';
import type { ToolCall, Verdict } from './decision.ts';
import { hiddenMessage, noPolicyMessage, notPermittedMessage } from './explanation/messages.ts';

const allowed: Verdict = { outcome: 'allowed' };
const noPolicy: Verdict = { outcome: 'denied', rule: '(no policy)', message: noPolicyMessage };

/**
 * Decides a call and reserves its quota, up to the moment the proxy forwards it. Answers to earlier calls that arrive until
 * then, at that very moment included, have given back their reservations. A call that is not allowed consumes nothing.
 * Without a policy every call is denied. `observe` hears of each limit that is charged, in order.
 */
export function admit(
  policy: CompiledPolicy | undefined,
  counters: Counters,
  call: ToolCall,
  observe?: (charge: Charge) => void,
): Verdict {
  counters.settle(call.at);
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

/** Whether the answer, once it has arrived, gives the call's reservation back. */
export function givesBack({ upstream }: ToolCall): boolean {
  return upstream === 'error' || upstream === 'timeout';
}

/** When the answer to an admitted call arrives, or the proxy stops waiting: milliseconds since the Unix epoch. */
export function arrivesAt({ at, answeredAfter }: ToolCall): number {
  return at + Math.max(0, answeredAfter ?? 0);
}

/** Whether it arrives later than the call, so that calls come between. */
export function isAnsweredLater(call: ToolCall): boolean {
  return arrivesAt(call) > call.at;
}

/**
 * Gives an admitted call's reservation back, for the server answered it with a JSON-RPC error, or not at all. The answer
 * may come in another window than the call; see {@link Counters.refund}.
 */
export function refund(policy: CompiledPolicy, counters: Counters, call: ToolCall): void {
  counters.refund(ownLimits(policy, call.tool), policy.allToolsLimits, call);
}

/**
 * Decides a call whose answer is known. It arrives `answeredAfter` the call: at once, or before the first later call that is
 * made at that moment or behind it.
 */
export function evaluate(
  policy: CompiledPolicy | undefined,
  counters: Counters,
  call: ToolCall,
  observe?: (charge: Charge) => void,
): Verdict {
  const verdict = admit(policy, counters, call, observe);
  if (policy !== undefined && verdict === allowed && givesBack(call)) {
    if (!isAnsweredLater(call)) refund(policy, counters, call);
    else counters.refundAt(arrivesAt(call), ownLimits(policy, call.tool), policy.allToolsLimits, call);
  }
  return verdict;
}

const none: readonly [] = [];

function ownLimits(policy: CompiledPolicy, tool: string): readonly CompiledLimit[] {
  return toolOf(policy, tool)?.limits ?? none;
}

function notPermitted(policy: CompiledPolicy, tool: string): Verdict {
  const denied: Verdict = { outcome: 'denied', rule: '(default deny)', message: notPermittedMessage(tool) };
  return policy.defaultSpan === undefined ? denied : { ...denied, span: policy.defaultSpan };
}
