import type { WindowMode } from '../decision/counting/windows.ts';
import { agentText } from '../decision/explanation/messages.ts';
import { type ReplayedCall, replay } from '../decision/replay.ts';
import { rangeOf } from '../language/range.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import type { Span } from '../policy/syntax/span.ts';
import type { CallResult, SimulatedCall, SimulationResult, SourceRange } from '../protocol/simulation.ts';
import { decidablePolicy } from './decidablePolicy.ts';

/**
 * Replays the calls, in their order and from empty counters, against this version of the policy.
 * @param windows how windows lie on the clock
 */
export function simulateCalls(
  document: PolicyDocument,
  problems: readonly Problem[],
  calls: readonly SimulatedCall[],
  windows: WindowMode = 'aligned',
): SimulationResult {
  const { version } = document;
  const decidable = decidablePolicy(document, problems);
  if ('reason' in decidable) return { state: 'undecidable', version, reason: decidable.reason };
  const results = replay(decidable.policy, calls, windows).map((call) => callResult(call, document));
  return { state: 'decided', version, results };
}

/** What became of a call, with its places in lines. */
export function callResult(
  { allowed, denied, approval, decision }: ReplayedCall,
  document: PolicyDocument,
): CallResult {
  const { outcome, rule, message, span, steps, counters } = decision;
  return {
    allowed,
    denied,
    approval,
    outcome,
    ...(rule !== undefined && { rule }),
    ...(message !== undefined && { agentText: agentText(message) }),
    ...place(span, document),
    steps: steps.map(({ span: stepSpan, ...step }) => ({ ...step, ...place(stepSpan, document) })),
    counters: counters.map(({ span: counterSpan, ...counter }) => ({ ...counter, ...place(counterSpan, document) })),
  };
}

function place(span: Span | undefined, document: PolicyDocument): { range?: SourceRange } {
  return span === undefined ? {} : { range: rangeOf(span, document) };
}
