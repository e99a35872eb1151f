/**
 * How many instructions RE2 makes of a pattern, at most, without compiling it: each character is one, and a repeat is what
 * it repeats, as often as it may stand there. Go counts likewise before it compiles (`regexp/syntax`, `checkSize`).
 * A pattern that is no RE2 gets some number, too; it is the compiler that says so.
 */
export function patternSize(pattern: string): number {
  // The size of each open group up to here, the innermost last, and of what a repeat would apply to.
  const groups = [0];
  let operand = 0;
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at];
    let end = at + 1;
    if (character === '(') {
      groups.push(0);
      operand = 0;
    } else if (character === ')') {
      operand = groups.length > 1 ? 2 + (groups.pop() ?? 0) : 1;
      add(operand);
    } else if (character === '*' || character === '+' || character === '?') {
      add(2);
      operand += 2;
    } else {
      const repeat = character === '{' ? repeatAt(pattern, at) : undefined;
      if (repeat === undefined) {
        end = endOfAtom(pattern, at);
        operand = 1;
        add(1);
      } else {
        end = repeat.end;
        const repeated = (operand + repeat.choice) * Math.max(1, repeat.most);
        add(repeated - operand);
        operand = repeated;
      }
    }
    at = end;
  }
  return groups.reduce((sum, size) => sum + size, 0);

  function add(size: number): void {
    groups[groups.length - 1] = (groups.at(-1) ?? 0) + size;
  }
}

const repeatSyntax = /\{(\d{1,9})(?:,(\d{0,9}))?\}/y;

/** `choice`: what each time costs beside what is repeated, since a range may stop after any of them. */
function repeatAt(pattern: string, at: number): { most: number; choice: 0 | 1; end: number } | undefined {
  repeatSyntax.lastIndex = at;
  const found = repeatSyntax.exec(pattern);
  if (found === null) return undefined;
  const [whole, least = '', most] = found;
  return { most: Number(most || least), choice: most === undefined ? 0 : 1, end: at + whole.length };
}

/** An escape such as `\pL`, `\x{10FFFF}` or `\Q…\E` or a class such as `[^a-z]` is one atom; the quoted text is several. */
function endOfAtom(pattern: string, at: number): number {
  if (pattern[at] === '\\') {
    const isNamed = pattern[at + 2] === '{' && 'xpP'.includes(pattern[at + 1] ?? ' ');
    return isNamed ? after(pattern, '}', at + 3) : at + 2;
  }
  return pattern[at] === '[' ? endOfClass(pattern, at) : at + 1;
}

function endOfClass(pattern: string, at: number): number {
  let end = at + 1;
  if (pattern[end] === '^') end++;
  // A bracket that comes first is a member of the class.
  if (pattern[end] === ']') end++;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end + 1;
}

function after(pattern: string, character: string, from: number): number {
  const found = pattern.indexOf(character, from);
  return found < 0 ? pattern.length : found + 1;
}
