import { interceptProblems } from '../intercept/interceptProblems.ts';
import { patternProblems } from '../patterns/patterns.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import { syntaxProblems } from '../syntax/syntaxProblems.ts';
import { duplicateKeys, duplicateTools } from './duplicates.ts';
import type { Problem } from './problem.ts';
import { reasonsWithoutAction } from './reasonWithoutAction.ts';
import { schemaProblems } from './schemaProblems.ts';
import { scopeProblems } from './scopes.ts';
import { shorthandProblems } from './shorthand.ts';

/** Everything wrong with a policy that can be said without knowing a server's tools, in the order of the text. */
export function policyProblems(document: PolicyDocument): Problem[] {
  const { root, written } = document;
  return [
    ...syntaxProblems(document),
    ...schemaProblems(document),
    ...(document.hasDuplicateKeys ? [...duplicateTools(root), ...duplicateKeys(root)] : []),
    ...patternProblems(written, document.text.getText()),
    ...scopeProblems(written),
    ...shorthandProblems(written),
    ...reasonsWithoutAction(written, document.text.getText()),
    ...interceptProblems(document),
  ].sort((a, b) => a.span.offset - b.span.offset);
}
