import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { didYouMeanSentence } from '../../policy/problems/didYouMean.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownLine, shownName } from '../../policy/shownName.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { knownNames, type ToolKnowledge } from '../../tools/knowledge.ts';
import { provenance } from '../../tools/provenance.ts';
import type { ToolList } from '../../tools/tool.ts';
import { missingNames } from '../unknownTools.ts';

/**
 * Names in a policy that the snapshot of its server does not have, while no current list says more. The tool may be newer
 * than the snapshot, so this is information, and nothing is evident. Silent about names that a list from another time has.
 */
export function notInSnapshot(document: PolicyDocument, knowledge: ToolKnowledge, baseline: ToolList): Problem[] {
  const known = knownNames(knowledge);
  const source = shownLine(provenance({ state: 'stale', list: baseline }), 300);
  return missingNames(document, baseline)
    .filter(({ name }) => !known.has(name))
    .map(({ node, name, suggestions, fixes }) => ({
      code: 'tool-not-in-snapshot',
      severity: 'information',
      span: spanOf(node),
      message: `The snapshot has no tool ${shownName(name)}${didYouMeanSentence(suggestions) || '.'} It may be newer: connect to the server to be sure. Snapshot: ${source}.`,
      fixes: fixes.map((fix) => ({ ...fix, isEvident: false })),
    }));
}
