import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { paragraphs } from '../../language/hover/paragraphs.ts';
import { rangeOf } from '../../language/range.ts';
import { markdownText } from '../../language/untrustedText.ts';
import { spanOf } from '../../policy/syntaxTree.ts';
import { type TreePlace, treePlaceAt } from '../../policy/treePlace.ts';
import type { StepResult } from '../runScenario.ts';
import type { ScenarioCase } from '../scenarioCase.ts';
import { caseLabel } from '../scenarioCases.ts';
import { type ScenarioFile, scenarioRuns } from '../scenarioFile.ts';
import { decisionInShort } from '../stepText.ts';
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
const aboutDecision: ReadonlySet<string | number | undefined> = new Set(['tool', 'expect']);

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
  const calls = each.steps.slice(0, index + 1).reduce((sum, { call }) => sum + call.times, 0);
  if (calls > mostCalls) return 'Too many calls to decide at a glance: run the scenario.';
  const result = nth(run.steps(), index);
  return result === undefined ? '' : inWords(result);
}

function nth(steps: Generator<StepResult>, index: number): StepResult | undefined {
  let position = 0;
  for (const step of steps) if (position++ === index) return step;
  return undefined;
}

function inWords({ step, tally, decision, failures }: StepResult): string {
  const { times } = step.call;
  const count = times > 1 ? `${tally.allowed} of ${times} allowed; the last is ` : '';
  const holds = step.expected.length === 0 ? '' : failures.length === 0 ? ' ✓ as expected' : ' ✕ not as expected';
  return `${count}**${markdownText(decisionInShort(decision))}**${holds}`;
}
