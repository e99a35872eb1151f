/*
 * How a text is laid out: its line ends, its indentation, the blanks in its braces. Each answer looks at a stretch of
 * bounded length, because a text may be one line of a megabyte and have a thousand problems.
 */

/** A longer line is broken up when something is written into it. */
export const longestLine = 120;

/** A line that starts further away is not a person's. */
const longestLookedAt = 2000;
/** What is typical of a text shows at its beginning. */
const beginning = 10_000;

/** The text's own line end, by its first one. */
export function lineEndOf(source: string): '\n' | '\r\n' {
  const start = source.slice(0, beginning);
  return start[start.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

/** The blanks that the offset's line starts with; none on a line that is too long for a person's. */
export function lineIndentation(source: string, offset: number): string {
  return /^[ \t]*/.exec(lineBefore(source, offset) ?? '')?.[0] ?? '';
}

/** True when only blanks stand before an offset on its line. */
export function isAtLineStart(source: string, offset: number): boolean {
  const line = lineBefore(source, offset);
  return line !== undefined && /^[ \t]*$/.test(line);
}

/** True when nothing stands before the offset on its line but a key and its colon. A text without lines has no such line. */
export function isPropertyLine(source: string, offset: number): boolean {
  const line =
    source
      .slice(Math.max(0, offset - 1000), offset)
      .split('\n')
      .at(-1) ?? '';
  return /^[ \t]*(?:"(?:[^"\\]|\\.)*"[ \t]*:[ \t]*)?$/.test(line) && source.includes('\n');
}

/** One step of the text's own indentation: that of its first indented line, two spaces where there is none. */
export function indentationUnit(source: string): string {
  return /\n([ \t]+)\S/.exec(source.slice(0, beginning))?.[1] ?? '  ';
}

/** What the text writes inside the braces of an object on one line, by the first one: a blank or nothing. */
export function braceBlank(source: string): '' | ' ' {
  const first = /\{( ?)"/.exec(source.slice(0, beginning));
  return first?.[1] === '' ? '' : ' ';
}

/** The length of the line that an offset is on; of a longer one than `most`, just more than that. */
export function lineLength(source: string, offset: number, most: number): number {
  const before = lineBefore(source, offset)?.length ?? most;
  const [after = ''] = source.slice(offset, offset + most + 1).split('\n', 1);
  return before + after.length;
}

/** The part of the line before an offset; `undefined` when it is too long for a person's line. */
function lineBefore(source: string, offset: number): string | undefined {
  const stretch = source.slice(Math.max(0, offset - longestLookedAt), offset);
  const start = stretch.lastIndexOf('\n') + 1;
  return start === 0 && offset > longestLookedAt ? undefined : stretch.slice(start);
}
