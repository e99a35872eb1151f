import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { allFindings } from '../findings.ts';
import { mostProblems } from '../limitedProblems.ts';
import { problemsIn, quickFixes } from '../quickFixes.ts';
import { isAsked, policyActionKinds } from './actionKinds.ts';
import { addLimit } from './addLimit.ts';
import { canonicalForms } from './canonicalForms.ts';
import { copyConditions } from './copyConditions.ts';
import { type FindingsOf, fixAll } from './fixAll.ts';
import { fixesOfKind } from './fixesOfKind.ts';
import { addMissingTools } from './missingTools.ts';
import { moveTool } from './moveTool.ts';
import { namedToolAt } from './namedTool.ts';
import { type OfferedAction, toCodeAction } from './offeredAction.ts';
import { removeUnknownTools } from './removeUnknownTools.ts';
import { sortedKeys, sortedKeysOfTool } from './sortKeys.ts';
import { sortedHiddenTools, sortedTools } from './sortTools.ts';

/**
 * What can be done about a stretch of a policy. Without kinds that are asked for, what belongs to the place: quick fixes
 * and refactorings. What changes the policy as a whole is only offered to who asks for its kind, or selects the whole text.
 * Apart from quick fixes, a policy is only changed while its text is JSON.
 * @param problems those that the editor shows
 * @param only the kinds that are asked for; a kind asks for those below it, too
 * @param findingsOf what *Fix all* takes for the problems of a text; all of them by default. Of a list that is cut short it
 *   cannot tell whether it left fewer, and may change nothing
 */
export function codeActions(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  problems: readonly Problem[],
  range: Range,
  only: readonly string[] | undefined,
  findingsOf: FindingsOf = (each) => allFindings(each, knowledge),
): CodeAction[] {
  const kinds = only !== undefined || !isWhole(range, document) ? only : [''];
  const asks = (kind: string): boolean => isAsked(kind, kinds);
  const offered = [
    ...(asks(CodeActionKind.QuickFix) ? fixesOfMany(document, knowledge, problems, range, findingsOf) : []),
    ...(asks(CodeActionKind.RefactorRewrite) ? refactorings(document, knowledge, range) : []),
    ...(asks(policyActionKinds.fixAll)
      ? [{ title: 'Fix all evident problems', kind: policyActionKinds.fixAll, edits: fixAll(document, findingsOf) }]
      : []),
    ...rearrangements(document, knowledge, asks),
  ];
  const fixes = asks(CodeActionKind.QuickFix) ? quickFixes(document, problems, range) : [];
  const actions = offered.filter(({ edits }) => edits.length > 0).map((action) => toCodeAction(action, document));
  return [...fixes, ...actions];
}

function isWhole({ start, end }: Range, { text }: PolicyDocument): boolean {
  const length = text.getText().length;
  return length > 0 && text.offsetAt(start) === 0 && text.offsetAt(end) === length;
}

/** Quick fixes that solve more than the problem they are offered for. */
function fixesOfMany(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  problems: readonly Problem[],
  range: Range,
  findingsOf: FindingsOf,
): OfferedAction[] {
  const touched = problemsIn(document, problems, range);
  const isUnknownTool = touched.some(({ code }) => code === 'unknown-tool');
  // A light bulb is asked for at every move of the cursor; whoever has a thousand problems fixes all of them on purpose.
  const isCheap = problems.length < mostProblems;
  return [
    ...(isCheap ? fixesOfKind(document, problems, touched, findingsOf) : []),
    ...(isCheap ? canonicalForms(document, problems, touched, findingsOf) : []),
    ...(isUnknownTool ? removeUnknownTools(document, knowledge, CodeActionKind.QuickFix, 2) : []),
  ];
}

function refactorings(document: PolicyDocument, knowledge: ToolKnowledge, range: Range): OfferedAction[] {
  if (document.syntaxErrors.length > 0) return [];
  const offset = document.text.offsetAt(range.start);
  const tool = namedToolAt(document, offset);
  if (tool === undefined) return copyConditions(document, knowledge, offset);
  const rules = tool.listed.at(-1)?.value;
  return [
    ...moveTool(document, tool),
    ...addLimit(document, tool),
    {
      title: `Put the keys of ${shownName(tool.name)} in their order`,
      kind: CodeActionKind.RefactorRewrite,
      edits: rules === undefined ? [] : sortedKeysOfTool(document, rules),
    },
  ];
}

function rearrangements(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  asks: (kind: string) => boolean,
): OfferedAction[] {
  if (document.syntaxErrors.length > 0) return [];
  const kinds = policyActionKinds;
  const sorting = (title: string, kind: string, edits: (document: PolicyDocument) => OfferedAction['edits']) =>
    asks(kind) ? [{ title, kind, edits: edits(document) }] : [];
  return [
    ...sorting('Sort tools by name', kinds.sortTools, sortedTools),
    ...sorting('Sort hidden tools by name', kinds.sortHiddenTools, sortedHiddenTools),
    ...sorting('Put all keys in their order', kinds.sortKeys, sortedKeys),
    ...(asks(kinds.addMissingTools) ? addMissingTools(document, knowledge) : []),
    ...(asks(kinds.removeUnknownTools) ? removeUnknownTools(document, knowledge, kinds.removeUnknownTools) : []),
  ];
}
