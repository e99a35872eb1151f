import { type CallResult, maximumTimes, type SimulatedCall } from '../../../server/protocol/simulation.ts';
import type { TrafficPlan } from '../../../server/protocol/traffic.ts';
import type { KeptWatch, WatchExpectation, WatchRow } from '../../../server/protocol/watchesPanel.ts';
import { isWritable, type ScenarioToSave, scenarioOf, type WrittenExpectation } from './scenarioSteps.ts';
import { trafficScenario } from './trafficScenario.ts';

/** More bursts than these read better as traffic. */
const mostBursts = 20;

/** Why no scenario can be made of a watch, in a sentence; `undefined` when one can. */
export function unsavable({ subject, expected }: Pick<WatchRow, 'subject' | 'expected'>): string | undefined {
  if (expected === undefined) return 'The policy has not been asked yet.';
  const start = subject.kind === 'call' ? subject.call.at : subject.plan.start;
  if (!isWritable(start)) return 'Its clock is beyond the year 9999, which a scenario file cannot name.';
  if (subject.kind === 'call') return undefined;
  const { streams } = subject.plan;
  if (streams.length === 0) return 'It makes no calls.';
  return streams.some(({ tool }) => tool === '') ? 'Not all of its calls name a tool.' : undefined;
}

/**
 * Traffic as calls where it is some bursts: one for each, in the order in which traffic makes them. Of any other traffic the
 * calls are too many to be read, or depend on what is decided.
 */
export function burstsOf({ start, duration, streams }: TrafficPlan): readonly SimulatedCall[] | undefined {
  const calls: SimulatedCall[] = [];
  for (const { pattern, from, to, ...stream } of streams) {
    if (pattern.kind !== 'burst' || pattern.calls > maximumTimes) return undefined;
    const end = Math.min(to, duration);
    const { tool, args, grant, session, upstream, answeredAfter } = stream;
    const call = { tool, args, grant, session, upstream, ...(answeredAfter === 0 ? {} : { answeredAfter }) };
    for (let at = from; at < end && pattern.calls > 0; at += pattern.every) {
      calls.push({ ...call, at: start + at, times: pattern.calls });
      if (calls.length > mostBursts) return undefined;
      if (pattern.every === 0) break;
    }
  }
  // Streams are in the plan's order at one moment, and sorting keeps it.
  return calls.length === 0 ? undefined : calls.sort((one, other) => one.at - other.at);
}

/**
 * The scenario that says what a watch says. Bursts of which is known what comes of each are steps of their own; other
 * traffic is one step, which expects of all its calls together what the watch expects of them.
 * @param results what the policy says to each of the bursts, replayed, where that is known
 * @returns why there is none, when there is none
 */
export function scenarioOfWatch(
  watch: KeptWatch,
  results: readonly CallResult[] = [],
): ScenarioToSave | { readonly problem: string } {
  const { name, subject, expected } = watch;
  const problem = unsavable(watch);
  if (problem !== undefined || expected === undefined) return { problem: problem ?? '' };
  if (subject.kind === 'call') {
    const { call, windows } = subject;
    return { windows, scenario: scenarioOf({ name }, [{ call, expect: writtenExpectation(expected) }]) };
  }
  const { plan } = subject;
  const allowed = expected.allowed ?? 0;
  const bursts = burstsOf(plan);
  const ofEach = bursts?.length === 1 ? [allowed] : results.map((result) => result.allowed);
  // A watch that fails says nothing of the single bursts.
  if (bursts === undefined || ofEach.length !== bursts.length || sumOf(ofEach) !== allowed) {
    return { windows: plan.windows, scenario: trafficScenario(name, plan, allowed) };
  }
  const calls = bursts.map((call, place) => ({ call, expect: { allowed: ofEach[place] ?? 0 } }));
  const description = `Traffic: ${sumOf(bursts.map(({ times }) => times))} calls, ${allowed} allowed.`;
  return { windows: plan.windows, scenario: scenarioOf({ name, description }, calls) };
}

function writtenExpectation(expected: WatchExpectation): WrittenExpectation {
  const { kind: _kind, ...written } = expected;
  return written;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
