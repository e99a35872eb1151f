import { withProperty } from '../../../policy/edits/insertion.ts';
import { quoted } from '../../../policy/problems/didYouMean.ts';
import type { ProblemFix } from '../../../policy/problems/problem.ts';
import { type Node, spanOf, valueAt } from '../../../policy/syntax/syntaxTree.ts';
import type { TreePlace } from '../../../policy/syntax/treePlace.ts';
import { scenarioKeys } from '../scenarioKeys.ts';
import { removingKey } from './keyFixes.ts';
import { valueShapeOf } from './valueShape.ts';

/** Out of expectations that no policy can meet together: what is too much goes, or the other one is changed. */
export function impossibleFixes({ path, around }: TreePlace, source: string): ProblemFix[] {
  const key = path.at(-1);
  const [expect, step] = [around.at(-1), around.at(-2)];
  if (key === 'rule' || key === 'message') return [...removingKey(expect, key), ...expectingDenial(expect)];
  return enoughCalls(step, expect, source);
}

function expectingDenial(expect: Node | undefined): ProblemFix[] {
  const outcome = valueAt(expect, 'outcome');
  if (outcome?.value !== 'allowed') return [];
  const edits = [{ span: spanOf(outcome), text: '"denied"' }];
  return [{ title: 'Expect the outcome "denied"', edits, isEvident: false }];
}

function enoughCalls(step: Node | undefined, expect: Node | undefined, source: string): ProblemFix[] {
  const counts: unknown[] = [valueAt(expect, 'allowed')?.value ?? 0, valueAt(expect, 'denied')?.value ?? 0];
  const calls = counts.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : Number.NaN), 0);
  const times = valueAt(step, 'times');
  const most = valueShapeOf('step', 'times')?.maximum ?? 0;
  if (step === undefined || !Number.isSafeInteger(calls) || calls > most) return [];
  const edit =
    times === undefined
      ? withProperty(source, step, 'times', String(calls), [...scenarioKeys('step').keys()])
      : { span: spanOf(times), text: String(calls) };
  return [{ title: `Make ${calls} calls`, edits: [edit], isEvident: false }];
}

/** For a tool that the policy is not meant to list: then that is what decides. */
export function expectingDefaultDeny({ path, around }: TreePlace, source: string): ProblemFix[] {
  const step = around.at(-1);
  // In a stream nothing is expected of a single call.
  if (step === undefined || path.length !== 5 || path.at(-1) !== 'tool') return [];
  const expect = valueAt(step, 'expect');
  const rule = '"(default deny)"';
  if (expect !== undefined && (expect.type !== 'object' || valueAt(expect, 'rule') !== undefined)) return [];
  const edit =
    expect === undefined
      ? withProperty(source, step, 'expect', `{ "rule": ${rule} }`, [...scenarioKeys('step').keys()])
      : withProperty(source, expect, 'rule', rule, [...scenarioKeys('expect').keys()], [step]);
  return [{ title: `Expect the rule ${quoted('(default deny)')}`, edits: [edit], isEvident: false }];
}
