import type { AssumptionId } from '../assumptions.ts';

/** One count. Times are in milliseconds, `start` since the Unix epoch. */
export interface Cell {
  start: number;
  length: number;
  used: number;
  /** The count of the window that ended at `start`. */
  previous: number;
  /** What is assumed of the answers that lowered these counts. */
  restsOn: readonly AssumptionId[];
}

export const restsOnNothing: readonly AssumptionId[] = [];

export function copyCell(from: Cell, to: Cell): void {
  to.start = from.start;
  to.length = from.length;
  to.used = from.used;
  to.previous = from.previous;
  to.restsOn = from.restsOn;
}

/** What the cell counted in the window that begins at `start`. */
export function usedIn(cell: Cell | undefined, start: number): number {
  return cell !== undefined && cell.start === start ? cell.used : 0;
}

/** What the cell counted in the window that ended at `start`. */
export function usedJustBefore(cell: Cell | undefined, start: number): number {
  if (cell === undefined) return 0;
  if (cell.start === start) return cell.previous;
  return cell.start + cell.length === start ? cell.used : 0;
}

/** Moves the cell to the window that begins at `start`. `slides`: the count of the window before still matters. */
export function turn(cell: Cell, start: number, slides: boolean): void {
  if (cell.start === start) return;
  cell.previous = usedJustBefore(cell, start);
  if (!slides || cell.previous === 0) cell.restsOn = restsOnNothing;
  cell.start = start;
  cell.used = 0;
}

/** Lowers the count that stands now, never below 0. */
export function lower(cell: Cell, amount: number, assumptions: readonly AssumptionId[]): void {
  const lowered = Math.max(0, cell.used - amount);
  if (lowered === cell.used) return;
  cell.used = lowered;
  if (assumptions !== cell.restsOn && assumptions.length > 0) {
    cell.restsOn = cell.restsOn.length === 0 ? assumptions : [...new Set([...cell.restsOn, ...assumptions])];
  }
}
