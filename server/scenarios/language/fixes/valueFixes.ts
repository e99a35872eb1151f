import { fixesOfType } from '../../../policy/fixes/valueOfType.ts';
import { didYouMean, quoted } from '../../../policy/problems/didYouMean.ts';
import type { ProblemFix } from '../../../policy/problems/problem.ts';
import { type Node, spanOf } from '../../../policy/syntax/syntaxTree.ts';
import type { TreePlace } from '../../../policy/syntax/treePlace.ts';
import { isDocumented } from '../scenarioKeys.ts';
import { scenarioRoleOf } from '../scenarioRole.ts';
import { durationsMeant, momentsMeant } from './timeMeant.ts';
import { type ValueShape, valueShapeOf } from './valueShape.ts';

/** What may have been meant by a value that its key does not take. */
export function valueFixes({ path, node, part }: TreePlace): ProblemFix[] {
  const key = path.at(-1);
  const role = scenarioRoleOf(path.slice(0, -1));
  const shape = isDocumented(role) && typeof key === 'string' ? valueShapeOf(role, key) : undefined;
  // What a matrix or a fixture says has no key of the schema.
  if (shape === undefined || part === 'key') return [];
  if (shape.time !== undefined) return timeFixes(node, shape.time);
  if (shape.words.length > 0) return wordFixes(node, shape.words);
  const found = [boundFixes(node, shape), fixesOfType(node, shape.types), emptyFixes(node, shape)];
  return found.find((fixes) => fixes.length > 0) ?? [];
}

function timeFixes(node: Node, time: 'moment' | 'duration'): ProblemFix[] {
  if (node.type !== 'string' && node.type !== 'number') return [];
  const meant = time === 'moment' ? momentsMeant(String(node.value)) : durationsMeant(String(node.value));
  return meant.map((text) => change(node, quoted(text), meant.length === 1));
}

/** What people say for the few words that a scenario knows. */
const synonyms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    allowed: ['allow', 'permit', 'permitted', 'pass', 'passed', 'accept', 'accepted', 'true', 'yes'],
    denied: ['deny', 'block', 'blocked', 'reject', 'rejected', 'forbidden', 'refused', 'false', 'no'],
    approval: ['require_approval', 'approval required', 'approve', 'ask', 'pending', 'needs approval'],
    ok: ['success', 'succeeded', '200'],
    tool_error: ['iserror', 'tool-error', 'toolerror', 'failed'],
    error: ['fail', 'failure', 'jsonrpc_error', 'exception'],
    timeout: ['timed out', 'timedout', 'time out', 'timed_out'],
    aligned: ['fixed', 'calendar'],
    sliding: ['rolling', 'moving'],
  }).flatMap(([word, others]) => others.map((other) => [other, word] as const)),
);

function wordFixes(node: Node, words: readonly string[]): ProblemFix[] {
  if (node.children !== undefined) return [];
  const written = String(node.value).slice(0, 100).toLowerCase();
  const meant = words.filter((word) => word === written || word === synonyms.get(written));
  const near = meant.length > 0 ? meant : didYouMean(written, words);
  if (near.length > 0) return near.map((word) => change(node, quoted(word), near.length === 1));
  return words.map((word) => change(node, quoted(word), false));
}

function boundFixes(node: Node, { minimum, maximum }: ValueShape): ProblemFix[] {
  const number: unknown = node.type === 'number' ? node.value : undefined;
  if (typeof number !== 'number') return [];
  if (minimum !== undefined && number < minimum) return [change(node, String(minimum), false)];
  if (maximum !== undefined && number > maximum) return [change(node, String(maximum), false)];
  return [];
}

/** Something of another kind where nothing is said yet. */
function emptyFixes(node: Node, { types }: ValueShape): ProblemFix[] {
  const isEmpty = node.type === 'null' || node.value === '' || node.children?.length === 0;
  if (!isEmpty) return [];
  const [type] = types.filter((each) => each === 'object' || each === 'array');
  return type === undefined ? [] : [change(node, type === 'object' ? '{}' : '[]', true)];
}

function change(node: Node, text: string, isEvident: boolean): ProblemFix {
  return { title: `Change to ${text}`, edits: [{ span: spanOf(node), text }], isEvident };
}
