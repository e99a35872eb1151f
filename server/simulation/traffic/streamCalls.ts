import type { ToolCall } from '../../decision/decision.ts';
import { quickestTurn, type TrafficPlan, type TrafficStream } from '../../protocol/traffic.ts';
import { scheduleOf } from './schedule.ts';

/** The calls of one stream, one after the other. */
export interface StreamCalls {
  /** Its place in the plan. */
  readonly stream: number;
  /** The same object for each call, so that millions allocate nothing. */
  readonly call: { -readonly [Name in keyof ToolCall]: ToolCall[Name] };
  /** When the next call is made, in milliseconds since the Unix epoch; `Infinity` when none is left. */
  next: number;
  /** How many more calls there will be, at least: a loop's calls depend on their answers. */
  left(): number;
  /** Goes on to the call after the next one. `forwarded`: it went through to the server and waits for its answer. */
  turn(forwarded: boolean): void;
}

/** The streams of a plan, each before its first call. */
export function streamCalls({ streams, start, duration }: TrafficPlan): StreamCalls[] {
  return streams.map((stream, index) => {
    const begin = start + stream.from;
    const end = start + Math.min(stream.to, duration);
    return stream.pattern.kind === 'loop'
      ? loopCalls(stream, stream.pattern.pause, index, begin, end)
      : scheduledCalls(stream, stream.pattern, index, begin, end);
  });
}

function scheduledCalls(
  stream: TrafficStream,
  pattern: Parameters<typeof scheduleOf>[0],
  index: number,
  begin: number,
  end: number,
): StreamCalls {
  const { calls, moment } = scheduleOf(pattern, end - begin);
  let made = 0;
  return {
    stream: index,
    call: callOf(stream),
    next: calls > 0 ? begin : Infinity,
    left: () => calls - made,
    turn() {
      made++;
      this.next = made < calls ? begin + moment(made) : Infinity;
    },
  };
}

function loopCalls(stream: TrafficStream, pause: number, index: number, begin: number, end: number): StreamCalls {
  const afterRefusal = Math.max(quickestTurn, pause);
  const afterAnswer = Math.max(quickestTurn, stream.answeredAfter + pause);
  return {
    stream: index,
    call: callOf(stream),
    next: begin < end ? begin : Infinity,
    left() {
      return this.next === Infinity ? 0 : Math.ceil((end - this.next) / afterAnswer);
    },
    turn(forwarded) {
      const next = this.next + (forwarded ? afterAnswer : afterRefusal);
      this.next = next < end ? next : Infinity;
    },
  };
}

function callOf({ tool, args, grant, session, upstream, answeredAfter }: TrafficStream): StreamCalls['call'] {
  return { tool, args, at: 0, grant, session, upstream, answeredAfter };
}
