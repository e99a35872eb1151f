import { unknownTools } from '../analysis/unknownTools.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { policyProblems } from '../policy/policyProblems.ts';
import type { Problem } from '../policy/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';

/** Everything the editor and the command line have to say about a policy, in the order of the text. */
export function findings(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  return [...policyProblems(document), ...unknownTools(document, knowledge)].sort(
    (a, b) => a.span.offset - b.span.offset,
  );
}
