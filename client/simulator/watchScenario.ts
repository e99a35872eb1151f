import { type CallResult, maximumTimes, type SimulatedCall } from '../../server/protocol/simulation.ts';
import type { TrafficPlan } from '../../server/protocol/traffic.ts';
import {
  type KeptWatch,
  type WatchExpectation,
  type WatchRow,
  watchState,
} from '../../server/protocol/watchesPanel.ts';
import {
  type ExpectedCall,
  isWritable,
  type ScenarioToSave,
  scenarioOf,
  type WrittenExpectation,
} from './scenarioSteps.ts';

/** More steps than this nobody reads. */
const mostSteps = 1_000;

const beyondYears = 'Its clock is beyond the year 9999, which a scenario file cannot name.';

/** Why no scenario can be made of a watch, in a sentence; `undefined` when one can. */
export function unsavable(row: Pick<WatchRow, 'subject' | 'expected' | 'actual' | 'old'>): string | undefined {
  const { subject, expected } = row;
  if (expected === undefined) return 'The policy has not been asked yet.';
  if (subject.kind === 'call') return isWritable(subject.call.at) ? undefined : beyondYears;
  const bursts = burstsOf(subject.plan);
  if ('problem' in bursts) return bursts.problem;
  if (bursts.calls.length === 1) return undefined;
  return watchState(row) === 'passes'
    ? undefined
    : 'A scenario says of each burst what is allowed: accept what is actual first, or make the watch pass.';
}

/** The plan as calls: one for each burst, in the order in which traffic makes them. Other patterns have no exact steps. */
export function burstsOf({
  start,
  duration,
  streams,
}: TrafficPlan): { readonly calls: readonly SimulatedCall[] } | { readonly problem: string } {
  const calls: SimulatedCall[] = [];
  for (const { pattern, from, to, ...stream } of streams) {
    if (pattern.kind !== 'burst') {
      return { problem: 'A scenario has steps, so only bursts can be written exactly: this traffic has other calls.' };
    }
    if (pattern.calls > maximumTimes) return { problem: `A step makes ${maximumTimes} calls at most.` };
    const end = Math.min(to, duration);
    const { tool, args, grant, session, upstream, answeredAfter } = stream;
    const call = { tool, args, grant, session, upstream, ...(answeredAfter === 0 ? {} : { answeredAfter }) };
    for (let at = from; at < end && pattern.calls > 0; at += pattern.every) {
      calls.push({ ...call, at: start + at, times: pattern.calls });
      if (calls.length > mostSteps) return { problem: `These are more than ${mostSteps} bursts.` };
      if (pattern.every === 0) break;
    }
  }
  // Streams are in the plan's order at one moment, and sorting keeps it.
  calls.sort((one, other) => one.at - other.at);
  const last = calls.at(-1);
  if (last === undefined) return { problem: 'It makes no calls.' };
  return isWritable(last.at) ? { calls } : { problem: beyondYears };
}

/**
 * The scenario that says what a watch says.
 * @param results what the policy says to the bursts of traffic, replayed; of a single call nothing is needed
 * @returns why there is none, when there is none
 */
export function scenarioOfWatch(
  { name, subject, expected }: KeptWatch,
  results: readonly CallResult[] = [],
): ScenarioToSave | { readonly problem: string } {
  if (expected === undefined) return { problem: 'The policy has not been asked yet.' };
  if (subject.kind === 'call') {
    const { call, windows } = subject;
    if (!isWritable(call.at)) return { problem: beyondYears };
    return { windows, scenario: scenarioOf({ name }, [{ call, expect: writtenExpectation(expected) }]) };
  }
  const bursts = burstsOf(subject.plan);
  if ('problem' in bursts) return bursts;
  const calls = bursts.calls.map((call, place): ExpectedCall => {
    const allowed = bursts.calls.length === 1 ? expected.allowed : results[place]?.allowed;
    return { call, expect: allowed === undefined ? {} : { allowed } };
  });
  const sum = calls.reduce((allowed, { expect }) => allowed + (expect.allowed ?? 0), 0);
  if (sum !== expected.allowed) return { problem: 'It fails, and of no burst is known what it should come to.' };
  const description = `Traffic: ${bursts.calls.reduce((made, { times }) => made + times, 0)} calls, ${sum} allowed.`;
  return { windows: subject.plan.windows, scenario: scenarioOf({ name, description }, calls) };
}

function writtenExpectation(expected: WatchExpectation): WrittenExpectation {
  const { kind: _kind, ...written } = expected;
  return written;
}
