/**
 * The section of a Markdown page whose heading is the code alone, heading included: up to the next heading of its own
 * level or a higher one. `undefined` when there is none.
 */
export function sectionOf(page: string, code: string): string | undefined {
  const lines = page.split(/\r?\n/);
  let isInCode = false;
  let start: number | undefined;
  let level = 0;
  for (const [number, line] of lines.entries()) {
    if (line.startsWith('```')) isInCode = !isInCode;
    const heading = isInCode ? undefined : /^(#{1,6}) (.*)$/.exec(line);
    if (heading === undefined || heading === null) continue;
    const [, marks = '', title = ''] = heading;
    if (start !== undefined && marks.length <= level) return lines.slice(start, number).join('\n');
    if (start === undefined && title.replaceAll('`', '').trim() === code) [start, level] = [number, marks.length];
  }
  return start === undefined ? undefined : lines.slice(start).join('\n');
}
