import type { CompiledPolicy } from '../../decision/compile/compiledPolicy.ts';
import type { Charge } from '../../decision/counting/charge.ts';
import { Counters } from '../../decision/counting/counters.ts';
import { decide } from '../../decision/decide.ts';
import type { Decision, Verdict } from '../../decision/decision.ts';
import { evaluate } from '../../decision/evaluate.ts';
import type { TrafficPlan } from '../../protocol/traffic.ts';
import { type StreamCalls, streamCalls } from './streamCalls.ts';

/** What a playback goes on from, and who listens to it. */
export interface PlaybackSetting {
  /** Those of earlier calls; without them all are empty, and windows lie as the plan says. */
  readonly counters?: Counters;
  /** Hears of each limit that a call is charged to. */
  readonly observe?: (charge: Charge) => void;
}

/** Plays a plan against a policy, one call at a time in the order of time. */
export class Playback {
  readonly streams: readonly StreamCalls[];
  readonly counters: Counters;
  readonly #policy: CompiledPolicy;
  readonly #observe: ((charge: Charge) => void) | undefined;
  #made = 0;

  constructor(policy: CompiledPolicy, plan: TrafficPlan, { counters, observe }: PlaybackSetting = {}) {
    this.#policy = policy;
    this.#observe = observe;
    this.streams = streamCalls(plan);
    this.counters = counters ?? new Counters(plan.windows);
  }

  /** How many calls were decided. */
  get made(): number {
    return this.#made;
  }

  /** How many calls there will be in all, at least: a loop's calls depend on their answers. */
  get calls(): number {
    return this.streams.reduce((sum, stream) => sum + stream.left(), this.#made);
  }

  /** The stream whose call is next, its `call` at that moment; of several at one moment the first in the plan. */
  next(): StreamCalls | undefined {
    let first: StreamCalls | undefined;
    for (const stream of this.streams) {
      if (stream.next < (first?.next ?? Infinity)) first = stream;
    }
    if (first !== undefined) first.call.at = first.next;
    return first;
  }

  /** Decides the call that {@link next} named. */
  decide(stream: StreamCalls): Verdict {
    const verdict = evaluate(this.#policy, this.counters, stream.call, this.#observe);
    this.#turn(stream, verdict);
    return verdict;
  }

  /** The same, and says why. */
  explain(stream: StreamCalls): Decision {
    const decision = decide(this.#policy, this.counters, stream.call);
    this.#turn(stream, decision);
    return decision;
  }

  #turn(stream: StreamCalls, { outcome }: Verdict): void {
    this.#made++;
    stream.turn(outcome === 'allowed');
  }
}
