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
  const all = [
    ...policyProblems(document),
    ...unknownTools(document, knowledge),
    ...toolSchemaProblems(document, knowledge),
    ...trapProblems(document, knowledge),
  ];
  return limitedProblems(all, document.text.getText().length);
}
