import { amountOf, type Charge, type CounterLevel, identityOf } from './charge.ts';
import type { CompiledLimit } from './compiledPolicy.ts';
import type { ToolCall, Verdict } from './decision.ts';
import { alignedStart, type WindowStart, windowEnd } from './windows.ts';

/** One count. Times are in milliseconds, `start` since the Unix epoch. */
interface Cell {
  start: number;
  length: number;
  used: number;
  /** The count of the window that ended at `start`. */
  usedBefore: number;
}

/** With fewer cells than this nothing is swept out. */
const fewCells = 4096;

/**
 * All counts of a run of calls, by counter and identity. They belong to no policy: a limit finds its count by tool and
 * counter, so that counts outlive an edit of the policy, as they do in the proxy's store.
 *
 * A count returns to 0 when the start of its window is another than the last time, in whichever direction time went.
 * Counts whose window and the one behind it are over are swept out now and then, so that memory follows the live
 * counts; if time then goes back, they begin at 0.
 */
export class Counters {
  readonly #startOf: WindowStart;
  /** By tool, counter and identity. Never by one joined key: a long name would be in memory once for each counter. */
  readonly #cells = new Map<string | undefined, Map<string | undefined, Map<string, Cell>>>();
  #size = 0;
  #sweepAt = fewCells;
  /**
   * The cells that the reservation under way has charged, and what they held. Reused, so that a call allocates nothing.
   */
  readonly #charged: Cell[] = [];
  readonly #held: Cell[] = [];

  constructor(startOf: WindowStart = alignedStart) {
    this.#startOf = startOf;
  }

  /** How many counts are kept in memory. */
  get size(): number {
    return this.#size;
  }

  /** How the limit stands for the call's caller at the call's time. */
  read(limit: CompiledLimit, call: ToolCall): CounterLevel {
    const start = this.#startOf(call.at, limit.window);
    const resetsAt = windowEnd(start, limit.window);
    const cell = this.#cells.get(limit.tool)?.get(limit.counter)?.get(identityOf(limit, call));
    if (cell === undefined) return { used: 0, usedBefore: 0, resetsAt };
    if (cell.start === start) return { used: cell.used, usedBefore: cell.usedBefore, resetsAt };
    return { used: 0, usedBefore: usedJustBefore(cell, start), resetsAt };
  }

  /**
   * Charges the limits with the call, first `own` and then `shared`, all or nothing: when one has no room, or the call
   * does not say how much it weighs, every count is as before and that limit's verdict comes back. `observe` hears of
   * each charge as it is tried.
   */
  reserve(
    own: readonly CompiledLimit[],
    shared: readonly CompiledLimit[],
    call: ToolCall,
    observe?: (charge: Charge) => void,
  ): Verdict | undefined {
    const all = own.length + shared.length;
    for (let position = 0; position < all; position++) {
      const limit = position < own.length ? own[position] : shared[position - own.length];
      if (limit === undefined) break;
      const amount = amountOf(limit, call.args);
      const level = observe && this.read(limit, call);
      const fits = amount !== undefined && this.#charge(limit, call, amount, position);
      if (observe && level) observe({ limit, amount, fits, ...level });
      if (fits) continue;
      this.#restore(position);
      return amount === undefined ? limit.unweighable : limit.exhausted;
    }
    return undefined;
  }

  /**
   * Gives back what {@link reserve} took for the call. As in Intercept it lowers the counts that stand now, never below
   * 0: when a window has turned meanwhile, the new window's.
   */
  refund(limits: readonly CompiledLimit[], call: ToolCall): void {
    for (const limit of limits) {
      const cell = this.#cells.get(limit.tool)?.get(limit.counter)?.get(identityOf(limit, call));
      if (cell !== undefined) cell.used = Math.max(0, cell.used - (amountOf(limit, call.args) ?? 0));
    }
  }

  /** False when there is no room; then nothing has changed. */
  #charge(limit: CompiledLimit, call: ToolCall, amount: number, position: number): boolean {
    const start = this.#startOf(call.at, limit.window);
    const identity = identityOf(limit, call);
    const cell = this.#cells.get(limit.tool)?.get(limit.counter)?.get(identity);
    const used = cell !== undefined && cell.start === start ? cell.used : 0;
    if (!(used + amount <= limit.max)) return false;
    const charged = cell ?? this.#add(limit, identity, start, call.at);
    this.#remember(charged, position);
    if (charged.start !== start) {
      charged.usedBefore = usedJustBefore(charged, start);
      charged.start = start;
    }
    charged.length = limit.window.length;
    charged.used = used + amount;
    return true;
  }

  #add(limit: CompiledLimit, identity: string, start: number, at: number): Cell {
    if (this.#size >= this.#sweepAt) this.#sweep(at);
    const counters = within(this.#cells, limit.tool, () => new Map<string | undefined, Map<string, Cell>>());
    const cells = within(counters, limit.counter, () => new Map<string, Cell>());
    const cell = { start, length: limit.window.length, used: 0, usedBefore: 0 };
    cells.set(identity, cell);
    this.#size++;
    return cell;
  }

  #remember(cell: Cell, position: number): void {
    this.#charged[position] = cell;
    const held = this.#held[position];
    if (held === undefined) this.#held[position] = { ...cell };
    else copy(cell, held);
  }

  /** Undoes the last charges, the newest first, since one cell can have been charged twice. */
  #restore(count: number): void {
    for (let position = count - 1; position >= 0; position--) {
      const cell = this.#charged[position];
      const held = this.#held[position];
      if (cell !== undefined && held !== undefined) copy(held, cell);
    }
  }

  /** Waits until the cells have doubled before the next time, so that its cost per new cell is constant. */
  #sweep(at: number): void {
    for (const [tool, counters] of this.#cells) {
      for (const [counter, cells] of counters) {
        for (const [identity, cell] of cells) {
          if (cell.start + 2 * cell.length <= at && cells.delete(identity)) this.#size--;
        }
        if (cells.size === 0) counters.delete(counter);
      }
      if (counters.size === 0) this.#cells.delete(tool);
    }
    this.#sweepAt = Math.max(fewCells, 2 * this.#size);
  }
}

/** The value of a key, made and kept when it has none yet. */
function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function copy(from: Cell, to: Cell): void {
  to.start = from.start;
  to.length = from.length;
  to.used = from.used;
  to.usedBefore = from.usedBefore;
}

function usedJustBefore(cell: Cell, start: number): number {
  return cell.start + cell.length === start ? cell.used : 0;
}
