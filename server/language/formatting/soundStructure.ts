import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { fault } from '../../policy/syntax/tokens.ts';

/** What is no JSON and yet leaves no doubt about what is inside of what. */
const harmless: ReadonlySet<number> = new Set([
  fault.invalidComment,
  fault.commaExpected,
  fault.colonExpected,
  fault.propertyNameExpected,
  fault.valueExpected,
]);

/** True when every bracket and quote has its partner: only then blanks can be set right without guessing. */
export function hasSoundStructure({ root, syntaxErrors }: PolicyDocument): boolean {
  return root !== undefined && syntaxErrors.every(({ error }) => harmless.has(error));
}
