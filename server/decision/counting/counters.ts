import type { AssumptionId } from '../assumptions.ts';
import type { CompiledLimit } from '../compile/compiledPolicy.ts';
import type { ToolCall, Verdict } from '../decision.ts';
import { type Cell, copyCell, lower, restsOnNothing, turn, usedIn, usedJustBefore } from './cell.ts';
import { amountOf, type Charge, type CounterLevel, identityOf } from './charge.ts';
import { PendingAnswers } from './pendingAnswers.ts';
import { reachingIn, slidingReset } from './slidingWindow.ts';
import { alignedStart, type WindowMode, windowEnd, withinCalendar } from './windows.ts';

/** With fewer cells than this nothing is swept out. */
const fewCells = 4096;

/** More answers than this are not waited for: the next one then arrives early, so that memory stays bounded. */
export const mostPendingAnswers = 1_000_000;

/**
 * All counts of a run of calls, by counter and identity, and the answers that will lower them. They belong to no policy: a
 * limit finds its count by tool and counter, so that counts outlive an edit of the policy, as they do in the proxy's store.
 *
 * A count returns to 0 when the start of its window is another than the last time, in whichever direction time went.
 * Counts whose window and the one behind it are over are swept out now and then, so that memory follows the live
 * counts; if time then goes back, they begin at 0.
 */
export class Counters {
  readonly windows: WindowMode;
  readonly #slides: boolean;
  /** By tool, counter and identity. Never by one joined key: a long name would be in memory once for each counter. */
  readonly #cells = new Map<string | undefined, Map<string | undefined, Map<string, Cell>>>();
  #size = 0;
  #sweepAt = fewCells;
  readonly #pending = new PendingAnswers();
  /**
   * The cells that the reservation under way has charged, and what they held. Reused, so that a call allocates nothing.
   */
  readonly #charged: Cell[] = [];
  readonly #held: Cell[] = [];

  constructor(windows: WindowMode = 'aligned') {
    this.windows = windows;
    this.#slides = windows === 'sliding';
  }

  /** How many counts are kept in memory. */
  get size(): number {
    return this.#size;
  }

  /** How many answers are waited for that will give a reservation back. */
  get pending(): number {
    return this.#pending.size;
  }

  /** How the limit stands for the call's caller at the call's time. */
  read(limit: CompiledLimit, call: ToolCall): CounterLevel {
    const { window } = limit;
    const start = alignedStart(call.at, window);
    const cell = this.#find(limit, call);
    const used = usedIn(cell, start);
    const previous = usedJustBefore(cell, start);
    const reaching = this.#slides ? reachingIn(previous, call.at - start, window) : 0;
    return {
      windows: this.windows,
      used: used + reaching,
      previous,
      reaching,
      resetsAt: this.#slides
        ? withinCalendar(slidingReset({ start, used, previous }, call.at, limit, amountOf(limit, call.args) ?? 1))
        : windowEnd(start, window),
      restsOn: cell !== undefined && (cell.start === start || reaching !== 0) ? cell.restsOn : restsOnNothing,
    };
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
      const fits = amount !== undefined && this.#charge(limit, call, amount, position < all - 1 ? position : undefined);
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
  refund(own: readonly CompiledLimit[], shared: readonly CompiledLimit[], call: ToolCall): void {
    for (const limit of own) this.#refund(limit, call);
    for (const limit of shared) this.#refund(limit, call);
  }

  /** {@link refund}, when time has come to `at`. Of several at one moment, in the order of their calls. */
  refundAt(at: number, own: readonly CompiledLimit[], shared: readonly CompiledLimit[], call: ToolCall): void {
    if (own.length + shared.length === 0) return;
    if (this.#pending.size >= mostPendingAnswers) this.#answer(Number.POSITIVE_INFINITY);
    this.#pending.add(at, own, shared, call);
  }

  /** Lets the answers arrive that come until `at`, that very moment included. */
  settle(at: number): void {
    if (this.#pending.size === 0) return;
    while (this.#answer(at));
  }

  /** False when no answer has arrived by then. */
  #answer(at: number): boolean {
    const answer = this.#pending.take(at);
    if (answer === undefined) return false;
    this.refund(answer.own, answer.shared, answer.call);
    return true;
  }

  #refund(limit: CompiledLimit, call: ToolCall): void {
    const cell = this.#find(limit, call);
    if (cell === undefined) return;
    const isLate = cell.start !== alignedStart(call.at, limit.window);
    lower(cell, amountOf(limit, call.args) ?? 0, refundAssumptions(call, isLate));
  }

  #find(limit: CompiledLimit, call: ToolCall): Cell | undefined {
    return this.#cells.get(limit.tool)?.get(limit.counter)?.get(identityOf(limit, call));
  }

  /**
   * False when there is no room; then nothing has changed.
   * @param position among the charges that may have to be undone; absent for the last
   */
  #charge(limit: CompiledLimit, call: ToolCall, amount: number, position: number | undefined): boolean {
    const { window } = limit;
    const start = alignedStart(call.at, window);
    const cell = this.#find(limit, call);
    const used = usedIn(cell, start);
    const reaching = this.#slides ? reachingIn(usedJustBefore(cell, start), call.at - start, window) : 0;
    if (!(used + reaching + amount <= limit.max)) return false;
    const charged = cell ?? this.#add(limit, call, start);
    if (position !== undefined) this.#remember(charged, position);
    turn(charged, start, this.#slides);
    charged.length = window.length;
    charged.used = used + amount;
    return true;
  }

  #add(limit: CompiledLimit, call: ToolCall, start: number): Cell {
    if (this.#size >= this.#sweepAt) this.#sweep(call.at);
    const counters = within(this.#cells, limit.tool, () => new Map<string | undefined, Map<string, Cell>>());
    const cells = within(counters, limit.counter, () => new Map<string, Cell>());
    const cell = { start, length: limit.window.length, used: 0, previous: 0, restsOn: restsOnNothing };
    cells.set(identityOf(limit, call), cell);
    this.#size++;
    return cell;
  }

  #remember(cell: Cell, position: number): void {
    this.#charged[position] = cell;
    const held = this.#held[position];
    if (held === undefined) this.#held[position] = { ...cell };
    else copyCell(cell, held);
  }

  /** Undoes the last charges, the newest first, since one cell can have been charged twice. */
  #restore(count: number): void {
    for (let position = count - 1; position >= 0; position--) {
      const cell = this.#charged[position];
      const held = this.#held[position];
      if (cell !== undefined && held !== undefined) copyCell(held, cell);
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

const timedOut: readonly AssumptionId[] = ['timeout-refunds'];
const late: readonly AssumptionId[] = ['late-refund-in-new-window'];
const timedOutLate: readonly AssumptionId[] = [...timedOut, ...late];

function refundAssumptions(call: ToolCall, isLate: boolean): readonly AssumptionId[] {
  if (call.upstream === 'timeout') return isLate ? timedOutLate : timedOut;
  return isLate ? late : restsOnNothing;
}
