import type { JsonObject } from '../policy/json.ts';
import type { CallResult, SimulatedCall, SourceRange, UpstreamOutcome, WindowMode } from './simulation.ts';

/*
 * Traffic: many calls over a stretch of the virtual clock, described instead of listed, and what became of them. Nothing
 * in it is random: the same plan gives the same calls.
 */

/** How often a stream calls. Times are in milliseconds. */
export type TrafficPattern =
  /** Evenly, from the start to the end. */
  | { readonly kind: 'steady'; readonly perMinute: number }
  /** So many calls at one moment, again after each `every`; once when `every` is 0. */
  | { readonly kind: 'burst'; readonly calls: number; readonly every: number }
  /** Evenly more, or less, from the first rate to the second. */
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number }
  /**
   * An agent in a loop: the next call follows `pause` after the answer to the one before, whatever it was. A call that
   * is not forwarded is answered at once; no loop turns faster than once in {@link quickestTurn}.
   */
  | { readonly kind: 'loop'; readonly pause: number };

/** Equal calls of one caller. */
export interface TrafficStream {
  readonly tool: string;
  readonly args: JsonObject;
  readonly grant: string;
  readonly session: string;
  readonly upstream: UpstreamOutcome;
  /** Milliseconds until the server's answer, or until the proxy gives up on it. */
  readonly answeredAfter: number;
  /** When the stream begins and ends (that moment not included), in milliseconds after the plan's start. */
  readonly from: number;
  readonly to: number;
  readonly pattern: TrafficPattern;
}

export interface TrafficPlan {
  /** Milliseconds since the Unix epoch. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly windows: WindowMode;
  readonly streams: readonly TrafficStream[];
}

/** More calls than this nobody waits for: ten million take some seconds. */
export const mostTrafficCalls = 20_000_000;
export const mostStreams = 20;
/** Milliseconds: a year and a day. */
export const longestTraffic = 366 * 86_400_000;
/** Calls a minute, and calls of one burst. */
export const highestRate = 1_000_000_000;
/** Milliseconds: an agent, its proxy and the way between them are not quicker. */
export const quickestTurn = 10;

/** How finely a run is told: more finely than a timeline is wide, so that a part of it can be looked at nearer. A day is told by the minute. */
export const mostBuckets = 1_500;
export const mostCounterSeries = 12;
export const mostMarks = 1_500;

/** One counter over time. */
export interface CounterSeries {
  /** As in `CounterReading`: `/tools/<tool>/limits/<counter>`. */
  readonly id: string;
  readonly identity: string;
  readonly max: number;
  /** Milliseconds; the page draws its boundaries. */
  readonly windowLength: number;
  /** The highest count within each bucket. */
  readonly used: readonly number[];
}

/**
 * A denied or held-back call that the timeline can point at. Every rule and every bucket with such calls has a mark before
 * one gets a second, as far as {@link mostMarks} go; in the order of the calls.
 */
export interface TrafficMark {
  /** Its place among all calls of the run, from 0: by it the run can be asked for its chain. */
  readonly call: number;
  readonly at: number;
  readonly stream: number;
  readonly outcome: 'denied' | 'approval';
  readonly rule: string;
  readonly range?: SourceRange;
}

export interface TrafficTotal {
  /** A tool's name, or a rule's id. */
  readonly name: string;
  readonly allowed: number;
  readonly denied: number;
  readonly approval: number;
}

/** A run, in equal buckets of time. */
export interface TrafficRun {
  readonly state: 'run';
  /** The version of the text that decided. */
  readonly version: number;
  readonly calls: number;
  readonly allowed: number;
  readonly denied: number;
  readonly approval: number;
  /** Milliseconds of one bucket. */
  readonly bucket: number;
  /**
   * When the first bucket begins, in milliseconds since the Unix epoch: a multiple of its length, so that windows turn
   * between buckets; up to one bucket before the plan's start.
   */
  readonly firstBucket: number;
  /** Calls in each bucket. */
  readonly allowedOverTime: readonly number[];
  readonly deniedOverTime: readonly number[];
  readonly approvalOverTime: readonly number[];
  /** The fullest counters first; some are left out of many. */
  readonly counters: readonly CounterSeries[];
  readonly marks: readonly TrafficMark[];
  readonly byTool: readonly TrafficTotal[];
  /** The rules that denied or held calls back, the most frequent first. */
  readonly byRule: readonly TrafficTotal[];
}

export type TrafficResult =
  | TrafficRun
  /** The text cannot be decided on; the page keeps the last good run and says why it is old. */
  | { readonly state: 'undecidable'; readonly version: number; readonly reason: string }
  /** The plan makes more than {@link mostTrafficCalls}: at least so many. */
  | { readonly state: 'too-many'; readonly calls: number };

/** One call of a run, explained. */
export interface TrafficCallResult {
  readonly call: SimulatedCall;
  readonly result: CallResult;
}
