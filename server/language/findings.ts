import { withDrift } from '../analysis/drift/withDrift.ts';
import { listPathProblems } from '../analysis/listPaths.ts';
import { suspiciousTools } from '../analysis/suspiciousTools.ts';
import { toolSchemaProblems } from '../analysis/toolSchemaProblems.ts';
import { trapProblems } from '../analysis/traps/trapProblems.ts';
import { unknownTools } from '../analysis/unknownTools.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { policyProblems } from '../policy/problems/policyProblems.ts';
import type { Problem } from '../policy/problems/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import type { ToolList } from '../tools/tool.ts';
import { limitedProblems } from './limitedProblems.ts';

/**
 * What the editor and the command line have to say about a policy, in the order of the text: at most 1,000 problems.
 * @param baseline the server's tools as a snapshot keeps them; what changed since is told as drift
 */
export function findings(document: PolicyDocument, knowledge: ToolKnowledge, baseline?: ToolList): Problem[] {
  return limitedProblems(allFindings(document, knowledge, baseline), document.text.getText().length);
}

/** The same without an end or an order: for what mends a whole policy, of which people see the result only. */
export function allFindings(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline?: ToolList,
): readonly Problem[] {
  const found = [
    ...policyProblems(document),
    ...unknownTools(document, knowledge),
    ...listPathProblems(document, knowledge),
    ...toolSchemaProblems(document, knowledge),
    ...trapProblems(document, knowledge),
  ];
  const withDrifted = withDrift(found, document, knowledge, baseline);
  return [...withDrifted, ...untold(suspiciousTools(document, knowledge), withDrifted)];
}

/** Of suspicious texts those that are not told of as new ones. */
function untold(suspicious: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  if (suspicious.length === 0) return suspicious;
  const changed = told.filter(({ code, severity }) => code === 'tool-description-changed' && severity === 'warning');
  const places = new Set(changed.map(({ span }) => span.offset));
  return suspicious.filter(({ span }) => !places.has(span.offset));
}
