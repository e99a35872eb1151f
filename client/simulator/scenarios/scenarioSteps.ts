import type { JsonObject } from '../../../server/protocol/panel.ts';
import type { CallResult, Outcome, SimulatedCall, WindowMode } from '../../../server/protocol/simulation.ts';
import type { WrittenTraffic } from './trafficScenario.ts';

/** A scenario as it is written into a file, and how windows lie on the clock for it. */
export interface ScenarioToSave {
  readonly windows: WindowMode;
  readonly scenario: WrittenScenario;
}

/** What is to be saved, and what cannot be. */
export interface ScenariosToSave {
  readonly scenarios: readonly ScenarioToSave[];
  readonly unwritten: readonly UnwrittenScenario[];
}

/** Something that was to become a scenario and cannot. */
export interface UnwrittenScenario {
  readonly name: string;
  /** A sentence. */
  readonly reason: string;
}

/** A scenario in the words of `schemas/policytest.schema.json`, its members in the order in which people write them. */
export interface WrittenScenario {
  readonly name: string;
  readonly description?: string;
  readonly now: string;
  /** Only where they lie otherwise than the file says. */
  readonly windows?: WindowMode;
  readonly steps: readonly (WrittenStep | WrittenTraffic)[];
}

export interface WrittenStep extends WrittenCaller, WrittenAnswer {
  readonly after?: string;
  readonly at?: string;
  readonly times?: number;
  readonly expect?: WrittenExpectation;
}

/** What is called, and by whom. */
export interface WrittenCaller {
  readonly tool: string;
  readonly args?: JsonObject;
  readonly grant?: string;
  readonly session?: string;
}

/** What the server answers. */
export interface WrittenAnswer {
  readonly upstream?: SimulatedCall['upstream'];
  readonly answeredAfter?: string;
}

export interface WrittenExpectation {
  readonly outcome?: Outcome;
  readonly rule?: string;
  readonly allowed?: number;
}

/** A call and what must come of it. */
export interface ExpectedCall {
  readonly call: SimulatedCall;
  readonly expect: WrittenExpectation;
}

/** The name that a file gives to whom it does not name. */
const usual = 'default';
/** In milliseconds: a scenario file reads no longer time, ten years. */
const longestDuration = 3_650 * 86_400_000;
/** The first moment whose year has more digits than a scenario file reads. */
const endOfYears = Date.UTC(10_000, 0, 1);

/** True when a scenario file can name the moment. */
export function isWritable(moment: number): boolean {
  return moment < endOfYears;
}

/**
 * The calls, in the order of the clock, as steps from the moment of the first. A session that all of them share is left
 * out: by another name it would count the same.
 */
export function scenarioOf(
  { name, description }: Pick<WrittenScenario, 'name' | 'description'>,
  calls: readonly ExpectedCall[],
): WrittenScenario {
  const start = calls[0]?.call.at ?? 0;
  const hasOneSession = new Set(calls.map(({ call }) => call.session)).size === 1;
  let at = start;
  const steps = calls.map(({ call, expect }): WrittenStep => {
    const times = call.times === 1 ? {} : { times: call.times };
    const written = {
      ...whenOf(call.at, at),
      ...writtenCaller(call, hasOneSession),
      ...times,
      ...writtenAnswer(call),
      expect,
    };
    at = call.at;
    return written;
  });
  return { name, ...(description === undefined ? {} : { description }), now: momentText(start), steps };
}

function whenOf(at: number, before: number): Pick<WrittenStep, 'after' | 'at'> {
  if (at === before) return {};
  return at - before <= longestDuration ? { after: durationText(at - before) } : { at: momentText(at) };
}

/** @param hasOneSession whether it is that of all calls */
export function writtenCaller(
  { tool, args, grant, session }: Pick<SimulatedCall, 'tool' | 'args' | 'grant' | 'session'>,
  hasOneSession: boolean,
): WrittenCaller {
  return {
    tool,
    ...(Object.keys(args).length === 0 ? {} : { args }),
    ...(grant === usual ? {} : { grant }),
    ...(session === usual || hasOneSession ? {} : { session }),
  };
}

export function writtenAnswer({
  upstream,
  answeredAfter = 0,
}: Pick<SimulatedCall, 'upstream' | 'answeredAfter'>): WrittenAnswer {
  return {
    ...(upstream === 'ok' ? {} : { upstream }),
    ...(answeredAfter === 0 ? {} : { answeredAfter: durationText(answeredAfter) }),
  };
}

/** What must come of a call so that it is what came of it. */
export function expectationOf({ outcome, rule, allowed }: CallResult, times: number): WrittenExpectation {
  return { outcome, ...(rule === undefined ? {} : { rule }), ...(times === 1 ? {} : { allowed }) };
}

/** `2026-03-02T10:31:00Z`; with milliseconds only where there are any. */
export function momentText(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

const units = [
  { name: 'd', length: 86_400_000 },
  { name: 'h', length: 3_600_000 },
  { name: 'm', length: 60_000 },
  { name: 's', length: 1_000 },
  { name: 'ms', length: 1 },
] as const;

/** `1m30s`, as a scenario file writes a stretch of time; exact to the millisecond. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = units.map(({ name, length }) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? '' : `${count}${name}`;
  });
  return parts.join('') || '0s';
}
