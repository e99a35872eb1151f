/**
 * Policies with what is expected of them beside the text. A line that holds only carets and words says what is wrong with
 * the line above it, where the carets are:
 *
 *     "version": 1,
 *                ^ error wrong-value: "version" must be "1"
 *
 * A first line `tools: a, b` names the tools that the connected server has, in the order of their names as in a saved list;
 * `tools from: schemas/charges.json` names a saved list of them, with their schemas, in `test/fixtures`. A line
 * `snapshot from: schemas/charges.json` beside it names the list that the server's is compared with.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rangeOf } from '../server/language/range.ts';
import type { PolicyDocument } from '../server/policy/policyDocument.ts';
import type { Problem } from '../server/policy/problems/problem.ts';
import type { ScenarioProblem } from '../server/scenarios/scenarioProblem.ts';
import { knownTools, nothingKnown, type ToolKnowledge } from '../server/tools/knowledge.ts';
import { parseSnapshot } from '../server/tools/snapshot.ts';
import type { ToolList } from '../server/tools/tool.ts';
import { freshTools } from './toolLists.ts';

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
  /** The names of the connected server's tools. Absent: no server is connected. */
  readonly tools: readonly string[] | undefined;
  /** What is known of the connected server's tools, which is no schema when only their names are given. */
  readonly knowledge: ToolKnowledge;
  /** The list that was saved before. Absent: none was. */
  readonly baseline?: ToolList;
  readonly expected: readonly ExpectedProblem[];
}

const markerLine = /^(\s*)(\^+) (.+)$/;

export function readMarkedPolicy(name: string, marked: string): MarkedPolicy {
  const lines: string[] = [];
  const expected: ExpectedProblem[] = [];
  let knowledge: ToolKnowledge | undefined;
  let baseline: ToolList | undefined;
  for (const line of marked.split('\n')) {
    const marker = markerLine.exec(line);
    if (marker !== null) {
      const [, indent = '', carets = '', words = ''] = marker;
      expected.push({ line: lines.length - 1, start: indent.length, end: indent.length + carets.length, words });
    } else if (lines.length === 0 && knowledge === undefined && line.startsWith('tools')) {
      knowledge = readTools(line);
    } else if (lines.length === 0 && baseline === undefined && line.startsWith('snapshot from: ')) {
      baseline = readList(line.slice('snapshot from: '.length));
    } else {
      lines.push(line);
    }
  }
  const tools = knowledge && knownTools(knowledge).map((tool) => tool.name);
  return {
    name,
    text: lines.join('\n'),
    tools,
    knowledge: knowledge ?? nothingKnown,
    ...(baseline !== undefined && { baseline }),
    expected,
  };
}

/** `tools: a, b` or `tools from: schemas/charges.json`. */
function readTools(line: string): ToolKnowledge {
  const [what, names = ''] = line.split(': ');
  if (what === 'tools') return freshTools(...names.split(', '));
  if (what !== 'tools from') throw new Error(`no tools: ${line}`);
  return { state: 'fresh', list: readList(names) };
}

function readList(file: string): ToolList {
  const reading = parseSnapshot(readFileSync(join(fixtures, file), 'utf8'));
  if (!('list' in reading)) throw new Error(`${file}: ${reading.problem}`);
  return reading.list;
}

const fixtures = join(__dirname, 'fixtures');

/** The marked policies of `test/fixtures/diagnostics`, one a file: with everything that is said of them. */
export function markedPolicies(): MarkedPolicy[] {
  return readFolder('diagnostics');
}

/** Those of `test/fixtures/traps`: with the traps that are in them, of all that is said. */
export function markedTraps(): MarkedPolicy[] {
  return readFolder('traps');
}

/** Those of `test/fixtures/drift`: with everything that is said of them, besides a snapshot. */
export function markedDrift(): MarkedPolicy[] {
  return readFolder('drift');
}

function readFolder(name: string): MarkedPolicy[] {
  const folder = join(fixtures, name);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) =>
      readMarkedPolicy(file.replace('.txt', '').replaceAll('-', ' '), readFileSync(join(folder, file), 'utf8')),
    );
}

/** The codes that some of the policies expect: what else is said of a policy is not what these are about. */
export function codesExpectedIn(policies: readonly MarkedPolicy[]): ReadonlySet<string> {
  const words = policies.flatMap(({ expected }) => expected.map((problem) => problem.words));
  return new Set(words.map((each) => /^\w+ ([a-z-]+):/.exec(each)?.[1] ?? each));
}

/** What was found in a document, as it is expected beside a text. */
export function markersOf(
  problems: readonly (Problem | ScenarioProblem)[],
  document: Pick<PolicyDocument, 'text'>,
): readonly ExpectedProblem[] {
  return problems.map(({ span, severity, code, message }) => {
    const { start, end } = rangeOf(span, document);
    assert.equal(start.line, end.line, 'a problem is marked within one line');
    return { line: start.line, start: start.character, end: end.character, words: `${severity} ${code}: ${message}` };
  });
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
