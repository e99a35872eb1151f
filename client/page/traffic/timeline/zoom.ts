/** A stretch of the clock, in milliseconds since the Unix epoch. */
export interface TimeRange {
  readonly min: number;
  readonly max: number;
}

/** The part of a range that is nearer to the middle by a factor, or farther from it; never beyond `whole`, never below `least`. */
export function zoomed(range: TimeRange, factor: number, whole: TimeRange, least: number, around?: number): TimeRange {
  const length = range.max - range.min;
  const next = Math.max(Math.min(least, whole.max - whole.min), Math.min(length * factor, whole.max - whole.min));
  const middle = around ?? (range.min + range.max) / 2;
  const share = length === 0 ? 0.5 : (middle - range.min) / length;
  return within({ min: middle - next * share, max: middle + next * (1 - share) }, whole);
}

/** The range moved by a part of its length, as far as `whole` goes. */
export function panned(range: TimeRange, part: number, whole: TimeRange): TimeRange {
  const by = (range.max - range.min) * part;
  return within({ min: range.min + by, max: range.max + by }, whole);
}

/** What was selected by dragging, whichever way, and not shorter than `least`. */
export function selected(from: number, to: number, whole: TimeRange, least: number): TimeRange {
  const range = { min: Math.min(from, to), max: Math.max(from, to) };
  return range.max - range.min >= least
    ? within(range, whole)
    : zoomed(range, least / Math.max(1, range.max - range.min), whole, least);
}

/** The range moved so that a moment lies in it. */
export function showing(range: TimeRange, moment: number, whole: TimeRange): TimeRange {
  if (moment >= range.min && moment <= range.max) return range;
  const half = (range.max - range.min) / 2;
  return within({ min: moment - half, max: moment + half }, whole);
}

export function isSameRange(left: TimeRange, right: TimeRange): boolean {
  return left.min === right.min && left.max === right.max;
}

/** Moved, not cut, as long as that is possible. */
function within({ min, max }: TimeRange, whole: TimeRange): TimeRange {
  if (max - min >= whole.max - whole.min) return whole;
  if (min < whole.min) return { min: whole.min, max: whole.min + (max - min) };
  if (max > whole.max) return { min: whole.max - (max - min), max: whole.max };
  return { min, max };
}
