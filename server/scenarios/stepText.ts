import { momentText } from '../decision/counting/windows.ts';
import type { Decision, DecisionStep, Outcome } from '../decision/decision.ts';
import { visibleLine } from '../policy/visibleText.ts';
import { type Expectation, lastMoment } from './scenarioCase.ts';
import type { CallStepResult, StepResult } from './stepResult.ts';
import { trafficInShort, trafficTexts } from './trafficText.ts';

/*
 * A step as lines of text, twice: as it came out, and as it was expected. The two have the same lines wherever nothing else
 * was expected, so that a diff of them shows what is otherwise.
 */

export interface StepTexts {
  readonly expected: string;
  readonly actual: string;
}

export function stepTexts(result: StepResult): StepTexts {
  return result.kind === 'calls' ? callTexts(result) : trafficTexts(result);
}

/** What came of a step, in one line. */
export function resultInShort(result: StepResult): string {
  return result.kind === 'calls' ? decisionInShort(result.decision) : trafficInShort(result);
}

function callTexts(result: CallStepResult): StepTexts {
  const { step, tally, decision } = result;
  const { call } = step;
  const actual: Lines = {
    outcome: decision.outcome,
    rule: decision.rule,
    message: decision.message,
    allowed: tally.allowed,
    denied: tally.denied,
    counters: new Map(decision.counters.map(({ id, used }) => [id, used])),
    chain: decision.steps.map(chainLine),
  };
  for (const { expectation, actual: used } of result.failures) {
    // One that belongs to another tool.
    if (expectation.kind === 'counter' && typeof used === 'number') actual.counters.set(expectation.counter, used);
  }
  const last = step.every > 0 ? ` to ${momentText(lastMoment(step))}` : '';
  const head = `${call.tool}${call.times > 1 ? ` ×${call.times}` : ''} at ${momentText(call.at)}${last}`;
  return {
    expected: asText(head, call.times, asExpected(actual, result)),
    actual: asText(head, call.times, actual),
  };
}

/** What is decided, and by what, in one line: `denied by /tools/x/limits/y: Rate limit of 30 per minute reached`. */
function decisionInShort({ outcome, rule, message }: Decision): string {
  const words = outcome === 'approval' ? 'approval required' : outcome;
  if (rule === undefined) return words;
  return visibleLine(`${words} by ${rule}${message === undefined ? '' : `: ${message}`}`);
}

interface Lines {
  outcome: Outcome;
  rule: string | undefined;
  message: string | undefined;
  allowed: number;
  denied: number;
  counters: Map<string, number>;
  chain: readonly string[];
}

function asExpected(actual: Lines, { step, decision, failures }: CallStepResult): Lines {
  const expected = { ...actual, counters: new Map(actual.counters) };
  for (const { expectation } of failures) set(expected, expectation);
  const wanted = new Set(step.expected.map(({ kind }) => kind));
  if (wanted.has('allowed') && !wanted.has('denied')) expected.denied = step.call.times - expected.allowed;
  if (wanted.has('denied') && !wanted.has('allowed')) expected.allowed = step.call.times - expected.denied;
  if (expected.outcome === 'allowed') {
    expected.rule = undefined;
    expected.message = undefined;
  }
  const decides = step.expected.find((each) => each.kind === 'rule')?.expected;
  expected.chain = chainAsExpected(expected.outcome, decides, decision);
  return expected;
}

function set(lines: Lines, expectation: Expectation): void {
  switch (expectation.kind) {
    case 'outcome':
      lines.outcome = expectation.expected;
      break;
    case 'rule':
    case 'message':
      lines[expectation.kind] = expectation.expected;
      break;
    case 'allowed':
    case 'denied':
      lines[expectation.kind] = expectation.expected;
      break;
    case 'counter':
      lines.counters.set(expectation.counter, expectation.expected);
  }
}

/** The chain as it would read if the call had come out as expected, as far as that is said. */
function chainAsExpected(outcome: Outcome, rule: string | undefined, { steps, outcome: actual }: Decision): string[] {
  if (outcome === 'allowed') return steps.map((step) => (step.verdict === 'passed' ? chainLine(step) : passing(step)));
  const mark = marks[outcome];
  const deciding = rule === undefined ? -1 : steps.findIndex((step) => step.rule === rule);
  const decider = steps[deciding];
  if (decider !== undefined) {
    const isActual = decider.verdict === outcome;
    return [
      ...steps.slice(0, deciding).map(chainLine),
      isActual ? chainLine(decider) : `${mark} ${decider.step}  ${decider.rule}`,
    ];
  }
  if (rule === undefined && outcome === actual) return steps.map(chainLine);
  const passed = steps.map((step) => (step.verdict === 'passed' ? chainLine(step) : passing(step)));
  return [...passed, `${mark} ${rule ?? 'some rule'}`];
}

const marks = { allowed: '✓', passed: '✓', denied: '✕', approval: '?' } as const;

function chainLine({ step, verdict, rule, detail }: DecisionStep): string {
  return `${marks[verdict]} ${step}  ${rule}  ${detail}`;
}

function passing({ step, rule }: DecisionStep): string {
  return `✓ ${step}  ${rule}`;
}

function asText(head: string, times: number, lines: Lines): string {
  const text = [
    head,
    `outcome: ${lines.outcome}`,
    ...(lines.rule === undefined ? [] : [`rule: ${lines.rule}`]),
    ...(lines.message === undefined ? [] : [`message: ${lines.message}`]),
    ...(times > 1 ? [`allowed: ${lines.allowed} of ${times}`, `denied: ${lines.denied} of ${times}`] : []),
    ...[...lines.counters].map(([id, used]) => `used of ${id}: ${used}`),
    'chain:',
    ...lines.chain.map((line) => `  ${line}`),
  ];
  return `${text.map(visibleLine).join('\n')}\n`;
}
