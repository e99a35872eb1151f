const longestTimeout = 2_147_483_647;

/** What clocks can measure: whole milliseconds, 1 to 2³¹ − 1. Beyond that they would ring at once. */
export function possibleTimeout(milliseconds: number): number {
  return Number.isNaN(milliseconds) ? 1 : Math.min(Math.max(Math.round(milliseconds), 1), longestTimeout);
}
