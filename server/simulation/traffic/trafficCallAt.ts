import type { CompiledPolicy } from '../../decision/compile/compiledPolicy.ts';
import type { Decision, ToolCall } from '../../decision/decision.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { mostTrafficCalls, type TrafficCallResult, type TrafficPlan } from '../../protocol/traffic.ts';
import { callResult } from '../simulation.ts';
import { Playback } from './playback.ts';

/** One call of a run, and why it was decided as it was. */
export interface ExplainedCall {
  readonly call: ToolCall;
  readonly decision: Decision;
}

/**
 * Plays the plan up to one of its calls, by its place in the run from 0, and explains that one; `undefined` when the plan
 * makes no such call.
 */
export function trafficCallAt(policy: CompiledPolicy, plan: TrafficPlan, call: number): ExplainedCall | undefined {
  const playback = new Playback(policy, plan);
  for (;;) {
    const stream = playback.next();
    if (stream === undefined || playback.made === mostTrafficCalls) return undefined;
    if (playback.made === call) return { call: { ...stream.call }, decision: playback.explain(stream) };
    playback.decide(stream);
  }
}

/** The same as the page shows it. */
export function shownTrafficCall({ call, decision }: ExplainedCall, document: PolicyDocument): TrafficCallResult {
  const counts = { allowed: 0, denied: 0, approval: 0, [decision.outcome]: 1 };
  return { call: { ...call, times: 1 }, result: callResult({ ...counts, decision }, document) };
}
