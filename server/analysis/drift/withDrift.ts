import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import { type BrokenPlace, policyDrift } from './driftProblems.ts';

/**
 * The problems of a policy together with what its server's drift makes of it. Nothing is told twice: a tool that is gone
 * since the snapshot is not unknown besides, tools that are only now let through unseen are not told of as unlisted ones
 * besides, and a condition that came to match nothing says where that comes from.
 */
export function withDrift(
  problems: readonly Problem[],
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: ToolList | undefined,
): readonly Problem[] {
  const drift = policyDrift(document, knowledge, baseline);
  if (drift.problems.length === 0) return problems;
  const gone = new Set(drift.problems.filter(({ code }) => ofGone.has(code)).map(({ span }) => span.offset));
  const kept = problems.flatMap((problem): Problem[] => {
    if (problem.code === 'default-allows-unseen' && drift.namesAllUnseen) return [];
    if (problem.code === 'unknown-tool' && gone.has(problem.span.offset)) return [];
    const broken = ofSchemas.has(problem.code) ? placeAround(drift.broken, problem.span.offset) : undefined;
    if (broken === undefined) return [problem];
    return [{ ...problem, related: broken.reason, fixes: [...(problem.fixes ?? []), ...broken.fixes] }];
  });
  return [...kept, ...drift.problems];
}

type Codes = ReadonlySet<Problem['code']>;
const ofGone: Codes = new Set(['tool-removed', 'tool-renamed']);
const ofSchemas: Codes = new Set([
  'unknown-argument',
  'operator-never-matches',
  'value-never-matches',
  'weight-not-a-number',
]);

/** The place that holds the offset. Places do not overlap and are in the order of the text. */
function placeAround(places: readonly BrokenPlace[], offset: number): BrokenPlace | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { span } = places[middle] ?? { span: { offset: Number.POSITIVE_INFINITY } };
    if (span.offset <= offset) low = middle + 1;
    else high = middle;
  }
  const found = places[low - 1];
  return found !== undefined && offset < found.span.offset + found.span.length ? found : undefined;
}
