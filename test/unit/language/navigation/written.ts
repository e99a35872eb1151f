import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { RenameProblem } from '../../../../server/language/navigation/rename.ts';
import type { ScenarioText } from '../../../../server/language/navigation/scenarioReferences.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../../server/policy/policyDocument.ts';
import type { ExpectedProblem } from '../../../markedPolicy.ts';

export const policyUri = 'file:///policies/policy.json';

export function policyOf(text: string, uri = policyUri): PolicyDocument {
  return parsePolicyDocument(TextDocument.create(uri, 'json', 1, text));
}

export function scenarioOf(text: string, tested: string | undefined = policyUri): ScenarioText {
  return { uri: 'file:///policies/a.policytest.json', text, policyUri: tested };
}

/** A range on one line with words, as `withMarkers` writes it under the line. */
export function mark({ start, end }: Range, words: string): ExpectedProblem {
  return { line: start.line, start: start.character, end: end.character, words };
}

/** Both ends of a mark and its middle: wherever a cursor is on it. */
export function cursorsOn({ line, start, end }: ExpectedProblem): { line: number; character: number }[] {
  return [start, (start + end) >> 1, end].map((character) => ({ line, character }));
}

/** A text with the edits that are meant for it; what went wrong where there are none. */
export function edited(uri: string, text: string, renamed: WorkspaceEdit | RenameProblem): string {
  if ('problem' in renamed) return renamed.problem;
  return TextDocument.applyEdits(TextDocument.create(uri, 'json', 1, text), renamed.changes?.[uri] ?? []);
}
