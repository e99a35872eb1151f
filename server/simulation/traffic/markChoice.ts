import type { Verdict } from '../../decision/decision.ts';
import { mostMarks } from '../../protocol/traffic.ts';

/** A call that was not let through. */
export interface Refusal {
  readonly call: number;
  readonly at: number;
  readonly stream: number;
  readonly verdict: Verdict;
}

/**
 * Chooses which refusals get a mark, while they come in their order: the first of each rule, the first of each bucket,
 * and of the others as many as there is room for, spread evenly. What it keeps does not grow with the calls.
 */
export class MarkChoice {
  readonly #ofRules: Refusal[] = [];
  readonly #ofBuckets: Refusal[] = [];
  #others: Refusal[] = [];
  #lastBucket = -1;
  /** Of the other refusals each so-manieth is kept. */
  #stride = 1;
  #untilNext = 1;

  /** @param isFirst whether nothing was refused by this rule before */
  note(call: number, at: number, stream: number, verdict: Verdict, bucket: number, isFirst: boolean): void {
    if (isFirst) this.#ofRules.push({ call, at, stream, verdict });
    else if (bucket !== this.#lastBucket) this.#ofBuckets.push({ call, at, stream, verdict });
    else if (--this.#untilNext === 0) this.#keep({ call, at, stream, verdict });
    this.#lastBucket = bucket;
  }

  /** At most `mostMarks`, in the order of the calls. */
  chosen(): Refusal[] {
    const chosen: Refusal[] = [];
    for (const refusals of [this.#ofRules, this.#ofBuckets, this.#others])
      chosen.push(...spread(refusals, mostMarks - chosen.length));
    return chosen.sort((one, other) => one.call - other.call);
  }

  #keep(refusal: Refusal): void {
    this.#others.push(refusal);
    if (this.#others.length >= 2 * mostMarks) {
      this.#others = this.#others.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
    }
    this.#untilNext = this.#stride;
  }
}

/** So many of them, evenly spread; all when there is room. */
function spread(refusals: readonly Refusal[], room: number): readonly Refusal[] {
  if (refusals.length <= room) return refusals;
  const chosen = Array.from({ length: room }, (_, index) => Math.floor((index * refusals.length) / room));
  return chosen.flatMap((index) => refusals[index] ?? []);
}
