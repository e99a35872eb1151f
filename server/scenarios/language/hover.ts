import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { paragraphs } from '../../language/hover/paragraphs.ts';
import { rangeOf } from '../../language/range.ts';
import { markdownText } from '../../language/untrustedText.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { type TreePlace, treePlaceAt } from '../../policy/syntax/treePlace.ts';
import { callsAtOnce } from '../playTraffic.ts';
import type { ScenarioCase } from '../scenarioCase.ts';
import { caseLabel } from '../scenarioCases.ts';
import { type ScenarioFile, scenarioRuns } from '../scenarioFile.ts';
import { callsIn, type StepResult } from '../stepResult.ts';
import { resultInShort } from '../stepText.ts';
import type { WrittenStep } from '../writtenScenarios.ts';
import { isDocumented, scenarioKeys } from './scenarioKeys.ts';
import { scenarioRoleOf } from './scenarioRole.ts';

/**
 * What stands under the cursor, in Markdown: what the policy decides for a step and why, on its tool, its `expect` and what
 * is expected there; and what the schema says of the key.
 */
export function scenarioHover(file: ScenarioFile, position: Position): Hover | undefined {
  const { root, text } = file.document;
  const place = treePlaceAt(root, text.offsetAt(position));
  if (place === undefined) return undefined;
  const value = paragraphs(decisionAt(file, place), keyAt(place));
  if (value === undefined) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(spanOf(place.node), file.document) };
}

/** The schema's documentation of the key, or of the key whose text or number stands there. */
function keyAt({ path, part, node }: TreePlace): string | undefined {
  const key = path.at(-1);
  const role = scenarioRoleOf(path.slice(0, -1));
  if (typeof key !== 'string' || !isDocumented(role)) return undefined;
  if (part === 'value' && (node.type === 'object' || node.type === 'array')) return undefined;
  const documented = scenarioKeys(role).get(key);
  return documented && `**${markdownText(key)}** · ${documented.title}\n\n${documented.description}`;
}

/** Keys of a step whose hover says what is decided. */
const aboutDecision: ReadonlySet<string | number | undefined> = new Set(['tool', 'traffic', 'expect']);

function decisionAt(file: ScenarioFile, { path, part }: TreePlace): string | undefined {
  const [list, scenario, steps, index, key] = path;
  if (list !== 'scenarios' || steps !== 'steps' || typeof index !== 'number') return undefined;
  const isOnStep = path.length === 4 && part === 'value';
  if (!isOnStep && !aboutDecision.has(key)) return undefined;
  const written = file.document.written.scenarios.find((each) => each.index === scenario)?.steps[index];
  return written && decisionsOf(file, written, index);
}

/** Of a large matrix the first cases say enough. */
const mostCases = 8;

/** Calls that a hover makes at most: nobody waits for it. */
const mostCalls = 100_000;

function decisionsOf(file: ScenarioFile, step: WrittenStep, index: number): string | undefined {
  const cases = file.cases.filter(({ steps }) => steps[index]?.written === step);
  const isMatrix = cases[0]?.scenario.matrix !== undefined;
  const lines = cases.slice(0, mostCases).map((each) => {
    const line = decisionOf(file, each, index);
    return isMatrix ? `- ${markdownText(caseLabel(each))}: ${line}` : line;
  });
  if (cases.length > mostCases) lines.push(`- ${cases.length - mostCases} more`);
  return lines.join('\n');
}

function decisionOf(file: ScenarioFile, each: ScenarioCase, index: number): string {
  const [run] = scenarioRuns(file, undefined, new Set([each.id]));
  if (run === undefined) return '';
  if (run.blocked !== undefined) return `Cannot be decided: ${markdownText(run.blocked.message)}`;
  let calls = 0;
  let position = 0;
  for (const result of run.steps()) {
    if (result !== undefined && position++ === index) return inWords(result);
    calls += result?.kind === 'calls' ? callsIn(result.tally) : callsAtOnce;
    if (calls > mostCalls) return 'Too many calls to decide at a glance: run the scenario.';
  }
  return '';
}

function inWords(result: StepResult): string {
  const { step, failures } = result;
  const isOne = result.kind === 'traffic' || result.step.call.times === 1;
  const count = isOne ? '' : `${result.tally.allowed} of ${callsIn(result.tally)} allowed; the last is `;
  const holds = step.expected.length === 0 ? '' : failures.length === 0 ? ' ✓ as expected' : ' ✕ not as expected';
  return `${count}**${markdownText(resultInShort(result))}**${holds}`;
}
