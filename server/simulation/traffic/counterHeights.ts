import { type CompiledLimit, type CompiledPolicy, limitsOf } from '../../decision/compile/compiledPolicy.ts';
import { identityOf } from '../../decision/counting/charge.ts';
import type { Counters } from '../../decision/counting/counters.ts';
import type { ToolCall } from '../../decision/decision.ts';
import { type CounterSeries, mostCounterSeries } from '../../protocol/traffic.ts';
import type { Buckets } from './buckets.ts';
import type { Playback } from './playback.ts';
import type { StreamCalls } from './streamCalls.ts';

/** A limit and one caller of it. */
interface CounterHeight {
  readonly limit: CompiledLimit;
  /** A call of that caller, to read the counter by. */
  readonly caller: ToolCall;
  /** The highest count within each bucket. */
  readonly used: Float64Array;
}

/** More counters than this are not followed: each keeps a number for each bucket. */
const mostFollowed = 240;

/** How high the counters that a plan's streams charge stand, over the buckets of its run. */
export class CounterHeights {
  readonly #counters: Counters;
  readonly #all: CounterHeight[] = [];
  /** By stream: those that its calls are charged to. */
  readonly #ofStream: readonly CounterHeight[][];

  constructor(policy: CompiledPolicy, { counters, streams }: Playback, buckets: Buckets) {
    this.#counters = counters;
    this.#ofStream = streams.map(({ call }) =>
      limitsOf(policy, call.tool)
        .slice(0, mostFollowed)
        .flatMap((limit) => this.#follow(limit, call, buckets) ?? []),
    );
  }

  /** What stands when a bucket begins counts within it, too. */
  begin(bucket: number, moment: number): void {
    this.#counters.settle(moment);
    for (const height of this.#all) this.#raise(height, { ...height.caller, at: moment }, bucket);
  }

  /** A call of the stream was let through. */
  charged({ stream, call }: StreamCalls, bucket: number): void {
    const heights = this.#ofStream[stream];
    if (heights !== undefined) for (const height of heights) this.#raise(height, call, bucket);
  }

  /** The fullest counters first; those that nothing was charged to are left out. */
  series(): CounterSeries[] {
    return this.#all
      .map((height) => ({ ...height, share: Math.max(...height.used) / height.limit.max }))
      .filter(({ share }) => share > 0)
      .sort((one, other) => other.share - one.share)
      .slice(0, mostCounterSeries)
      .map(({ limit, caller, used }) => ({
        id: limit.id,
        identity: `${limit.countedBy} ${identityOf(limit, caller)}`,
        max: limit.max,
        windowLength: limit.window.length,
        used: [...used],
      }));
  }

  #follow(limit: CompiledLimit, caller: ToolCall, { count }: Buckets): CounterHeight | undefined {
    const identity = identityOf(limit, caller);
    const known = this.#all.find((each) => each.limit === limit && identityOf(limit, each.caller) === identity);
    if (known !== undefined || this.#all.length >= mostFollowed) return known;
    const height = { limit, caller: { ...caller }, used: new Float64Array(count) };
    this.#all.push(height);
    return height;
  }

  #raise(height: CounterHeight, call: ToolCall, bucket: number): void {
    const { used } = this.#counters.read(height.limit, call);
    if (used > (height.used[bucket] ?? 0)) height.used[bucket] = used;
  }
}
