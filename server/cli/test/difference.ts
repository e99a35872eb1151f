/** Comparing longer texts takes too long for what a person reads of it; their lines are then said one text after the other. */
const mostCompared = 1000;

/** The lines of two texts: those only in the first with `-`, those only in the second with `+`, both in their order. */
export function difference(expected: string, actual: string): string[] {
  const [wanted, found] = [expected.trimEnd().split('\n'), actual.trimEnd().split('\n')];
  const isLong = wanted.length > mostCompared || found.length > mostCompared;
  const common = isLong ? () => 0 : commonLines(wanted, found);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < wanted.length || right < found.length) {
    const isSame = left < wanted.length && right < found.length && wanted[left] === found[right];
    if (isSame) lines.push(`  ${wanted[left]}`);
    const isRemoved =
      right >= found.length || (left < wanted.length && common(left + 1, right) >= common(left, right + 1));
    if (isSame || isRemoved) left++;
    if (isSame || !isRemoved) right++;
    if (!isSame) lines.push(isRemoved ? `- ${wanted[left - 1]}` : `+ ${found[right - 1]}`);
  }
  return lines;
}

/** How many lines both texts have in common, in one order, from a line of each on. */
function commonLines(left: readonly string[], right: readonly string[]): (from: number, other: number) => number {
  const width = right.length + 1;
  const counts = new Uint16Array((left.length + 1) * width);
  const at = (from: number, other: number): number => counts[from * width + other] ?? 0;
  for (let from = left.length - 1; from >= 0; from--) {
    for (let other = right.length - 1; other >= 0; other--) {
      const isSame = left[from] === right[other];
      counts[from * width + other] = isSame
        ? at(from + 1, other + 1) + 1
        : Math.max(at(from + 1, other), at(from, other + 1));
    }
  }
  return at;
}
