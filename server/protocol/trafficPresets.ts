import type { JsonObject } from '../policy/json.ts';
import type { WindowMode } from './simulation.ts';
import type { TrafficPattern, TrafficPlan, TrafficStream } from './traffic.ts';

/** Whose calls a preset makes, and from when. */
export interface PresetSubject {
  readonly tool: string;
  readonly args: JsonObject;
  readonly grant: string;
  readonly session: string;
  /** Milliseconds since the Unix epoch. Presets that are about a boundary of the clock move it there. */
  readonly start: number;
  readonly windows: WindowMode;
  /** The limit of the tool that lets the fewest calls through; the window's length in milliseconds. */
  readonly limit?: { readonly max: number; readonly windowLength: number };
}

/** A plan to start from. */
export interface TrafficPreset {
  readonly id: string;
  /** Short enough for a menu. */
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly plan: TrafficPlan;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A preset stays something that is run in a moment, whatever a limit says. */
const mostCallsOfPreset = 10_000;
const usualAnswer = 100;

/** The kinds of traffic that show what a policy is worth. */
export function trafficPresets(subject: PresetSubject): TrafficPreset[] {
  return [
    steady(subject),
    burst(subject),
    ramp(subject),
    ...loops(subject),
    twoGrants(subject),
    ...boundaries(subject),
  ];
}

function steady(subject: PresetSubject): TrafficPreset {
  return {
    id: 'steady',
    title: 'Steady: 30 a minute',
    description: 'A call every two seconds, for ten minutes.',
    plan: planOf(subject, 10 * minute, { kind: 'steady', perMinute: 30 }),
  };
}

function burst(subject: PresetSubject): TrafficPreset {
  return {
    id: 'burst',
    title: 'Burst of 100',
    description: 'A hundred calls at one moment.',
    plan: planOf(subject, minute, { kind: 'burst', calls: 100, every: 0 }, { from: 10 * second }),
  };
}

function ramp(subject: PresetSubject): TrafficPreset {
  return {
    id: 'ramp',
    title: 'Ramp: 0 to 120 a minute',
    description: 'More and more calls for an hour: where does the policy begin to refuse them?',
    plan: planOf(subject, hour, { kind: 'ramp', from: 0, to: 120 }),
  };
}

function loops(subject: PresetSubject): TrafficPreset[] {
  return [
    {
      id: 'loop',
      title: 'Agent in a loop, no pause',
      description: 'Each answer, a refusal too, is followed by the next call at once, for two minutes.',
      plan: planOf(subject, 2 * minute, { kind: 'loop', pause: 0 }, { answeredAfter: usualAnswer }),
    },
    {
      id: 'loop-with-pause',
      title: 'Agent in a loop, 200 ms pause',
      description: 'The next call follows 200 ms after each answer, a refusal too, for five minutes.',
      plan: planOf(subject, 5 * minute, { kind: 'loop', pause: 200 }, { answeredAfter: usualAnswer }),
    },
  ];
}

function twoGrants(subject: PresetSubject): TrafficPreset {
  const other = nameBeside(subject.grant);
  const plan = planOf(subject, 10 * minute, { kind: 'steady', perMinute: 40 });
  return {
    id: 'two-grants',
    title: 'Two grants, 40 a minute each',
    description: 'Two callers with a grant of their own: each has its own counts.',
    plan: {
      ...plan,
      streams: plan.streams.flatMap((stream) => [stream, { ...stream, grant: other, session: other, from: second }]),
    },
  };
}

function boundaries(subject: PresetSubject): TrafficPreset[] {
  const { start, limit } = subject;
  const midnight = start - (start % day) + day;
  const windowLength = limit?.windowLength ?? minute;
  const turn = start - (start % windowLength) + windowLength;
  // Before the Unix epoch there is nothing.
  const calls = Math.max(1, Math.min(limit?.max ?? 30, mostCallsOfPreset));
  return [
    {
      id: 'midnight',
      title: 'Across midnight',
      description: 'From 23:50 to 00:10 UTC: what is counted per day begins anew in the middle.',
      plan: planOf({ ...subject, start: midnight - 10 * minute }, 20 * minute, {
        kind: 'steady',
        perMinute: perMinuteAcrossMidnight(limit),
      }),
    },
    {
      id: 'boundary-burst',
      title: 'Boundary burst',
      description: `${calls} ${calls === 1 ? 'call' : 'calls'} half a second before a window turns, and as many half a second after.`,
      plan: planOf(
        { ...subject, start: Math.max(0, turn - minute) },
        2 * minute,
        { kind: 'burst', calls, every: second },
        { from: minute - second / 2, to: minute + second },
      ),
    },
  ];
}

/** Enough for a limit per day to be full before midnight. */
function perMinuteAcrossMidnight(limit: PresetSubject['limit']): number {
  const usual = 30;
  if (limit?.windowLength !== day) return usual;
  return Math.max(usual, Math.min(Math.ceil(limit.max / 8), mostCallsOfPreset / 20));
}

function planOf(
  { tool, args, grant, session, start, windows }: PresetSubject,
  duration: number,
  pattern: TrafficPattern,
  change: Partial<TrafficStream> = {},
): TrafficPlan {
  const stream: TrafficStream = {
    tool,
    args,
    grant,
    session,
    upstream: 'ok',
    answeredAfter: 0,
    from: 0,
    to: duration,
    pattern,
    ...change,
  };
  return { start, duration, windows, streams: [stream] };
}

function nameBeside(name: string): string {
  return name === 'second' ? 'first' : 'second';
}
