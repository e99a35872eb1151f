import { driftTeller } from '../../analysis/drift/toolDrift.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import type { DriftMark } from '../../protocol/toolsOverview.ts';
import { nameOfChanged, type ToolChange } from '../../tools/drift/toolChange.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { riskIn } from '../../tools/riskOverrides.ts';
import type { ToolList } from '../../tools/tool.ts';

/** A tool that changed, with its changes in their order and each in a sentence. */
export interface MarkedTool {
  readonly changes: readonly ToolChange[];
  readonly marks: readonly DriftMark[];
  /** True when one of the changes has a consequence for the policy. */
  readonly hasConsequence: boolean;
}

/**
 * The tools that changed since the snapshot, by the name that each has now; one that is gone, by the name that it had. None
 * unless the list is fresh: what was listed earlier may be older than the snapshot.
 */
export function markedTools(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: ToolList | undefined,
): ReadonlyMap<string, MarkedTool> {
  const marked = new Map<string, MarkedTool>();
  if (baseline === undefined || knowledge.state !== 'fresh') return marked;
  const teller = driftTeller(document, baseline, knowledge.list, riskIn(knowledge));
  for (const change of teller.changes) {
    const { sentence, hasConsequence } = teller.tell(change);
    const name = nameOfChanged(change);
    const before = marked.get(name) ?? { changes: [], marks: [], hasConsequence: false };
    marked.set(name, {
      changes: [...before.changes, change],
      marks: [...before.marks, { kind: change.kind, sentence }],
      hasConsequence: before.hasConsequence || hasConsequence,
    });
  }
  return marked;
}

/**
 * The marks of the *Tools* tree by the names of its tools. A tool that is renamed is marked under both names, for the policy
 * may know it by the former one.
 */
export function driftMarks(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: ToolList | undefined,
): ReadonlyMap<string, readonly DriftMark[]> {
  const found = markedTools(document, knowledge, baseline);
  const marks = new Map<string, readonly DriftMark[]>([...found].map(([name, tool]) => [name, tool.marks]));
  for (const { changes } of found.values()) {
    for (const change of changes) {
      if (change.kind !== 'renamed') continue;
      const sentence = `It looks as if the server calls it ${shownName(change.tool.name)} now.`;
      marks.set(change.before.name, [{ kind: 'renamed', sentence }]);
    }
  }
  return marks;
}
