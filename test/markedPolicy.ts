/**
 * Policies with what is expected of them beside the text. A line that holds only carets and words says what is wrong with
 * the line above it, where the carets are:
 *
 *     "version": 1,
 *                ^ error wrong-value: "version" must be "1"
 *
 * A first line `tools: a, b` names the tools that the connected server has.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExpectedProblem {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** `severity code: message`. */
  readonly words: string;
}

export interface MarkedPolicy {
  readonly name: string;
  readonly text: string;
  readonly tools: readonly string[] | undefined;
  readonly expected: readonly ExpectedProblem[];
}

const markerLine = /^(\s*)(\^+) (.+)$/;

export function readMarkedPolicy(name: string, marked: string): MarkedPolicy {
  const lines: string[] = [];
  const expected: ExpectedProblem[] = [];
  let tools: string[] | undefined;
  for (const line of marked.split('\n')) {
    const marker = markerLine.exec(line);
    if (marker !== null) {
      const [, indent = '', carets = '', words = ''] = marker;
      expected.push({ line: lines.length - 1, start: indent.length, end: indent.length + carets.length, words });
    } else if (lines.length === 0 && tools === undefined && line.startsWith('tools: ')) {
      tools = line.slice('tools: '.length).split(', ');
    } else {
      lines.push(line);
    }
  }
  return { name, text: lines.join('\n'), tools, expected };
}

/** The marked policies of `test/fixtures/diagnostics`, one a file. */
export function markedPolicies(): MarkedPolicy[] {
  const folder = join(__dirname, 'fixtures', 'diagnostics');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) =>
      readMarkedPolicy(file.replace('.txt', '').replaceAll('-', ' '), readFileSync(join(folder, file), 'utf8')),
    );
}

/** The same notation for what was found, so that a failing test shows a difference one can read. */
export function withMarkers(text: string, found: readonly ExpectedProblem[]): string {
  return text
    .split('\n')
    .flatMap((line, index) => [
      line,
      ...found
        .filter((problem) => problem.line === index)
        .map(({ start, end, words }) => `${' '.repeat(start)}${'^'.repeat(Math.max(end - start, 1))} ${words}`),
    ])
    .join('\n');
}
