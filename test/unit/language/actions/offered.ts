import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { codeActions } from '../../../../server/language/actions/codeActions.ts';
import { findings } from '../../../../server/language/findings.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../../server/policy/policyDocument.ts';
import type { ProblemCode } from '../../../../server/policy/problems/problem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { atCursor } from '../../../markedCursor.ts';

/** What an editor would show at the cursor, `|` in the text: the titles, and the text after each was taken. */
export function offeredAt(
  marked: string,
  only?: readonly string[],
  knowledge: ToolKnowledge = nothingKnown,
): Map<string, string> {
  const { document, position } = atCursor(marked);
  const range = { start: position, end: position };
  const actions = codeActions(document, knowledge, findings(document, knowledge), range, only);
  return new Map(actions.map((action) => [action.title, textAfter(document, action)]));
}

/** The quick fixes that are offered at the cursor for one kind of problem: the titles, and the text after each. */
export function fixesAt(
  marked: string,
  code: ProblemCode,
  knowledge: ToolKnowledge = nothingKnown,
): Map<string, string> {
  const { document, position } = atCursor(marked);
  const range = { start: position, end: position };
  const actions = codeActions(document, knowledge, findings(document, knowledge), range, ['quickfix']);
  const ofCode = actions.filter(({ diagnostics = [] }) => diagnostics.every((diagnostic) => diagnostic.code === code));
  return new Map(ofCode.map((action) => [action.title, textAfter(document, action)]));
}

/** The text after an editor made the action's edits. */
export function textAfter(document: PolicyDocument, { edit }: CodeAction): string {
  return TextDocument.applyEdits(document.text, edit?.changes?.[document.uri] ?? []);
}

export function documentOf(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}
