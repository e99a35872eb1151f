import { notPermittedMessage } from '../../decision/explanation/messages.ts';
import { didYouMean, didYouMeanSentence, quoted } from '../../policy/problems/didYouMean.ts';
import { shownLine, shownName } from '../../policy/shownName.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { properties, spanOf, valueAt } from '../../policy/syntax/syntaxTree.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../../tools/knowledge.ts';
import { keysIn } from '../placeholders.ts';
import { limitsById, rulesById } from '../policyIds.ts';
import { type Expectation, type ScenarioStep, toolsOf } from '../scenarioCase.ts';
import type { ScenarioProblem, ScenarioProblemCode } from '../scenarioProblem.ts';
import type { TestedPolicy } from '../testedPolicy.ts';
import { textIn } from '../writtenScenarios.ts';
import { type CheckedScenarios, distinct } from './fileProblems.ts';

type Ready = Extract<TestedPolicy, { state: 'ready' }>;

const longestReason = 300;

/**
 * What is wrong with a scenario file by what its policy says, and by what is known of the server's tools.
 * @param tested absent when the file names no policy
 */
export function problemsAgainstPolicy(
  { document: { written }, cases }: CheckedScenarios,
  tested: TestedPolicy | undefined,
  knowledge: ToolKnowledge,
): ScenarioProblem[] {
  if (tested === undefined || written.policy === undefined) return [];
  if (tested.state !== 'ready') {
    const what = tested.state === 'missing' ? '' : 'The policy cannot be decided on. ';
    const message = `${what}${shownLine(tested.reason, longestReason)}`;
    return [{ code: 'scenario-policy', severity: 'error', span: spanOf(written.policy), message }];
  }
  const server = { names: knownNames(knowledge), isWhole: provesAbsence(knowledge) };
  return distinct(
    cases.flatMap(({ steps }) =>
      steps.flatMap((step) => [...unknownTools(step, tested, server), ...unknownIds(step, tested)]),
    ),
  );
}

/** What the server is known to have; `isWhole` when it has no other tools. */
interface ServerTools {
  readonly names: ReadonlySet<string>;
  readonly isWhole: boolean;
}

/**
 * A tool that the policy does not name is denied or allowed by `default`, which is worth a scenario. It is a mistake when
 * the server is known not to have it, or when it reads like another one.
 */
function unknownTools(step: ScenarioStep, tested: Ready, server: ServerTools): ScenarioProblem[] {
  return toolsOf(step)
    .filter(({ tool }) => !step.expected.some((each) => isDefaultDeny(each, tool)))
    .flatMap((called) => unknownTool(called, tested, server));
}

function unknownTool(
  { tool, written }: ReturnType<typeof toolsOf>[number],
  { policy }: Ready,
  { names, isWhole }: ServerTools,
): ScenarioProblem[] {
  if (written.tool === undefined || tool === '' || policy.tools.has(tool) || policy.hidden.has(tool)) return [];
  if (names.has(tool)) return [];
  const near = didYouMean(tool, [...policy.tools.keys(), ...policy.hidden.keys()]);
  if (near.length === 0 && !isWhole) return [];
  const who = isWhole ? 'Neither the policy nor the server has' : 'The policy does not have';
  return [
    warning(
      'scenario-unknown-tool',
      spanOf(written.tool),
      `${who} the tool ${shownName(tool)}`,
      near,
      isPlain(textIn(written.tool)),
    ),
  ];
}

/** The author knows that the policy does not list it. */
function isDefaultDeny({ kind, expected }: Expectation, tool: string): boolean {
  return kind === 'rule' ? expected === '(default deny)' : kind === 'message' && expected === notPermittedMessage(tool);
}

function unknownIds({ expected, written }: ScenarioStep, { policy }: Ready): ScenarioProblem[] {
  return expected.flatMap((expectation): ScenarioProblem[] => {
    if (expectation.kind === 'rule' && !rulesById(policy).has(expectation.expected)) {
      const near = nearest(expectation.expected, rulesById(policy).keys());
      const message = `The policy has no rule ${shownName(expectation.expected)}`;
      const { source, span } = expectation;
      return [warning('scenario-unknown-rule', source ?? span, message, near, source !== undefined)];
    }
    if (expectation.kind === 'counter' && !limitsById(policy).has(expectation.counter)) {
      const key = properties(valueAt(written.expect, 'counters')).find(
        ({ value }) => value?.offset === expectation.span.offset,
      );
      const near = nearest(expectation.counter, limitsById(policy).keys());
      const message = `The policy has no limit ${shownName(expectation.counter)}`;
      return [
        warning(
          'scenario-unknown-counter',
          key ? spanOf(key.key) : expectation.span,
          message,
          near,
          isPlain(key?.name),
        ),
      ];
    }
    return [];
  });
}

function isPlain(text = ''): boolean {
  return keysIn(text).length === 0;
}

/** Ids are long, and close to all others of the same tool: what is meant ends alike, or is another one of its list. */
function nearest(written: string, ids: Iterable<string>): string[] {
  const all = [...ids];
  const slash = written.lastIndexOf('/');
  const [list, own] = [written.slice(0, slash + 1), written.slice(slash + 1)];
  const sameEnd = all.filter((id) => id.endsWith(`/${own}`));
  if (sameEnd.length > 0) return sameEnd.slice(0, 3);
  const beside = all.filter((id) => slash > 0 && id.startsWith(list)).map((id) => id.slice(list.length));
  const near = didYouMean(own, beside).map((id) => `${list}${id}`);
  return near.length > 0 ? near : didYouMean(written, all);
}

/** @param isReplaceable whether the name stands there as a whole */
function warning(
  code: ScenarioProblemCode,
  span: Span,
  message: string,
  near: readonly string[],
  isReplaceable: boolean,
): ScenarioProblem {
  const replacements = isReplaceable ? near.map(quoted) : [];
  return { code, severity: 'warning', span, message: `${message}${didYouMeanSentence(near)}`, replacements };
}
