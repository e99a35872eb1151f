import type { CompiledPolicy } from './compile/compiledPolicy.ts';
import { Counters } from './counting/counters.ts';
import type { WindowMode } from './counting/windows.ts';
import { decide } from './decide.ts';
import type { Decision, ToolCall } from './decision.ts';
import { evaluate } from './evaluate.ts';

/** A call that is made several times at the same moment. */
export interface RepeatedCall extends ToolCall {
  /** A whole number from 1. Anything less counts as 1. */
  readonly times: number;
}

/** What became of a {@link RepeatedCall}. */
export interface ReplayedCall {
  /** How many of its `times` passed, were denied, and wait for a human. */
  readonly allowed: number;
  readonly denied: number;
  readonly approval: number;
  /** The last one, explained. */
  readonly decision: Decision;
}

/**
 * Replays calls in the order of the list against counters that start empty. Calls are not sorted by time: when one is
 * earlier than the call before it, a counter whose window it leaves backwards starts at 0 again, as it does forwards, and
 * an answer that had not arrived is waited for until time is there again.
 * Only the last of equal calls is explained, so that thousands cost little.
 */
export function replay(
  policy: CompiledPolicy | undefined,
  calls: readonly RepeatedCall[],
  windows: WindowMode = 'aligned',
): ReplayedCall[] {
  const counters = new Counters(windows);
  return calls.map((call) => repeat(policy, counters, call));
}

function repeat(policy: CompiledPolicy | undefined, counters: Counters, call: RepeatedCall): ReplayedCall {
  const counts = { allowed: 0, denied: 0, approval: 0 };
  for (let before = 1; before < call.times; before++) counts[evaluate(policy, counters, call).outcome]++;
  const decision = decide(policy, counters, call);
  counts[decision.outcome]++;
  return { ...counts, decision };
}
