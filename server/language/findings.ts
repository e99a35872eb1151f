import { listPathProblems } from '../analysis/listPaths.ts';
import { toolSchemaProblems } from '../analysis/toolSchemaProblems.ts';
import { trapProblems } from '../analysis/traps/trapProblems.ts';
import { unknownTools } from '../analysis/unknownTools.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { policyProblems } from '../policy/policyProblems.ts';
import type { Problem } from '../policy/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { limitedProblems } from './limitedProblems.ts';

/** What the editor and the command line have to say about a policy, in the order of the text: at most 1,000 problems. */
export function findings(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  return limitedProblems(allFindings(document, knowledge), document.text.getText().length);
}

/** The same without an end or an order: for what mends a whole policy, of which people see the result only. */
export function allFindings(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  return [
    ...policyProblems(document),
    ...unknownTools(document, knowledge),
    ...listPathProblems(document, knowledge),
    ...toolSchemaProblems(document, knowledge),
    ...trapProblems(document, knowledge),
  ];
}
