/**
 * A whole number as British English writes it, in groups of three digits: `43,200`. Written by hand, because what the
 * platform prints depends on its locale data. What a 64-bit float cannot count exactly is only said to be larger.
 */
export function groupedNumber(value: number): string {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return `${value < 0 ? 'less than -' : 'more than '}${grouped(Number.MAX_SAFE_INTEGER)}`;
  }
  return grouped(value);
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
