import type { Demand } from './demand.ts';

/** Numbers from `low` to `high`, which belong to it unless they are left out. */
interface NumberRange {
  low: number;
  isLowOut: boolean;
  high: number;
  isHighOut: boolean;
}

const opposite: ReadonlyMap<string, string> = new Map([
  ['lt', 'gte'],
  ['lte', 'gt'],
  ['gt', 'lte'],
  ['gte', 'lt'],
]);

/**
 * What the comparisons leave of all numbers: nothing, one number, or more than is worth counting. Other operators are
 * not looked at.
 */
export function numbersWithin(demands: readonly Demand[]): 'none' | 'many' | { readonly only: number } {
  const range = { low: Number.NEGATIVE_INFINITY, isLowOut: false, high: Number.POSITIVE_INFINITY, isHighOut: false };
  for (const { condition, met } of demands) {
    const against = opposite.get(condition.operator);
    if (against === undefined || typeof condition.value !== 'number') continue;
    narrow(range, met ? condition.operator : against, condition.value);
  }
  const { low, high } = range;
  if (low > high) return 'none';
  if (low < high) return 'many';
  return range.isLowOut || range.isHighOut ? 'none' : { only: low };
}

function narrow(range: NumberRange, operator: string, bound: number): void {
  const isOut = operator === 'lt' || operator === 'gt';
  if (operator === 'gt' || operator === 'gte') {
    if (bound > range.low || (bound === range.low && isOut)) {
      range.low = bound;
      range.isLowOut = isOut;
    }
  } else if (bound < range.high || (bound === range.high && isOut)) {
    range.high = bound;
    range.isHighOut = isOut;
  }
}
