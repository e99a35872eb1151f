import type { CompiledLimit } from '../compile/compiledPolicy.ts';
import type { ToolCall } from '../decision.ts';

/** A forwarded call whose reservation is given back when its answer arrives. */
export interface PendingAnswer {
  /** Milliseconds since the Unix epoch. */
  readonly arrivesAt: number;
  /** What the call was charged to: the tool's own limits, and those over all tools. */
  readonly own: readonly CompiledLimit[];
  readonly shared: readonly CompiledLimit[];
  readonly call: ToolCall;
}

interface Waiting extends PendingAnswer {
  /** Its place among all that were ever added. */
  readonly place: number;
}

/**
 * The answers that are still to come, in the order in which they arrive; those of one moment in the order of their calls.
 * A binary heap: adding and taking cost the logarithm of what waits, and mostly less, since answers come in about the order
 * of their calls.
 */
export class PendingAnswers {
  readonly #heap: Waiting[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** @param arrivesAt milliseconds since the Unix epoch */
  add(arrivesAt: number, own: readonly CompiledLimit[], shared: readonly CompiledLimit[], call: ToolCall): void {
    // The call is copied, since whoever makes millions of them may use one object for all.
    const { tool, args, at, grant, session, upstream } = call;
    const added = { arrivesAt, place: this.#added++, own, shared, call: { tool, args, at, grant, session, upstream } };
    const heap = this.#heap;
    let position = heap.length;
    heap.push(added);
    while (position > 0) {
      const above = (position - 1) >> 1;
      const upper = heap[above];
      if (upper === undefined || isBefore(upper, added)) break;
      heap[position] = upper;
      position = above;
    }
    heap[position] = added;
  }

  /** Takes out the first answer, if it has arrived by then. */
  take(at: number): PendingAnswer | undefined {
    const [first] = this.#heap;
    if (first === undefined || first.arrivesAt > at) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  /** Puts an answer into the free place at the top. */
  #sink(answer: Waiting): void {
    const heap = this.#heap;
    let position = 0;
    for (;;) {
      const left = heap[2 * position + 1];
      const right = heap[2 * position + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const lower = isRight ? right : left;
      if (isBefore(answer, lower)) break;
      heap[position] = lower;
      position = 2 * position + (isRight ? 2 : 1);
    }
    heap[position] = answer;
  }
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.arrivesAt === other.arrivesAt ? one.place < other.place : one.arrivesAt < other.arrivesAt;
}
