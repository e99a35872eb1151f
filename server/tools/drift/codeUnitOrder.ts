/** By code unit, so that the order is the same in every locale: below 0 when the left text comes first. */
export function codeUnitOrder(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
