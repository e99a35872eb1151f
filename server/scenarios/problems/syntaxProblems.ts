import { printParseErrorCode } from 'jsonc-parser';
import { duplicateKeys } from '../../policy/problems/duplicates.ts';
import { syntaxFaultInWords } from '../../policy/syntax/syntaxProblems.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';

/** Where it matters what kind of file it is; by the names that jsonc-parser prints for its error codes. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ['EndOfFileExpected', 'The scenarios have ended; nothing may follow them'],
  ['InvalidCommentToken', 'Scenarios are plain JSON: comments are not allowed'],
]);

const empty =
  'The file is empty. It names a policy and lists its scenarios: { "policy": "policy.json", "scenarios": [] }';

/** Where the text is not JSON, or says the same key twice. VS Code reports both itself. */
export function syntaxProblems({ root, text, syntaxErrors }: ScenarioDocument): ScenarioProblem[] {
  const code = 'scenario-json-syntax';
  if (root === undefined && text.getText().trim() === '')
    return [{ code, severity: 'error', span: { offset: 0, length: 0 }, message: empty }];
  // One comma too many is two errors at one place.
  const byPlace = new Map(syntaxErrors.toReversed().map((error) => [error.offset, error]));
  const faults = [...byPlace.values()].map((error): ScenarioProblem => {
    const span = { offset: error.offset, length: Math.max(error.length, 1) };
    const message = ownWords.get(printParseErrorCode(error.error)) ?? syntaxFaultInWords(error);
    return { code, severity: 'error', span, message };
  });
  const twice = duplicateKeys(root).map(
    ({ span, message }): ScenarioProblem => ({ code: 'scenario-duplicate-key', severity: 'error', span, message }),
  );
  return [...faults, ...twice];
}
