import type { CompiledPolicy } from '../decision/compile/compiledPolicy.ts';
import type { Counters } from '../decision/counting/counters.ts';
import type { Verdict } from '../decision/decision.ts';
import { mostTrafficCalls, type TrafficPlan } from '../protocol/traffic.ts';
import { Playback } from '../simulation/traffic/playback.ts';
import { noCalls, sumOf } from '../simulation/traffic/streamTotals.ts';
import type { CoverageRecorder } from './coverageRecorder.ts';
import { callsIn, type PlayedTraffic, type Refusals } from './stepResult.ts';

/** How many calls are made between two chances to stop. */
export const callsAtOnce = 2_000;

/** Makes all calls of a plan, the very ones of the simulator, on top of what the counters hold. */
export function* playTraffic(
  policy: CompiledPolicy,
  counters: Counters,
  plan: TrafficPlan,
  coverage: CoverageRecorder | undefined,
): Generator<undefined, PlayedTraffic> {
  const playback = new Playback(policy, plan, { counters, ...(coverage && { observe: coverage.charge }) });
  const streams = plan.streams.map(noCalls);
  const refusals = new Map<string | undefined, { readonly verdict: Verdict; calls: number }>();
  let next = playback.next();
  for (; next !== undefined && playback.made < mostTrafficCalls; next = playback.next()) {
    const verdict = playback.decide(next);
    const tally = streams[next.stream];
    if (tally !== undefined) tally[verdict.outcome]++;
    if (verdict.outcome !== 'allowed') count(verdict, refusals);
    if (playback.made % callsAtOnce === 0) yield undefined;
  }
  for (const { call, stream } of playback.streams) {
    const times = callsIn(streams[stream] ?? noCalls());
    if (times > 0) coverage?.call({ ...call, times });
  }
  return { tally: sumOf(streams), streams, refusals: mostFirst(refusals.values()), isCutShort: next !== undefined };
}

function count(
  verdict: Verdict,
  refusals: Map<string | undefined, { readonly verdict: Verdict; calls: number }>,
): void {
  const known = refusals.get(verdict.rule);
  if (known === undefined) refusals.set(verdict.rule, { verdict, calls: 1 });
  else known.calls++;
}

function mostFirst(refusals: Iterable<Refusals>): Refusals[] {
  return [...refusals].sort((one, other) => other.calls - one.calls);
}
