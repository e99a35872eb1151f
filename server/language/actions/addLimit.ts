import { CodeActionKind } from 'vscode-languageserver-types';
import { freeCounter } from '../../policy/freeCounter.ts';
import { withElement, withProperty } from '../../policy/insertion.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import { property } from '../../policy/syntaxTree.ts';
import type { NamedTool } from './namedTool.ts';
import { keyOrder } from './namingTools.ts';
import type { OfferedAction } from './offeredAction.ts';
import { onOneLine } from './writtenRules.ts';

/** The catalogue's usual limit, 30 calls a minute, for a listed tool. */
export function addLimit({ text }: PolicyDocument, { name, listed }: NamedTool): OfferedAction[] {
  const source = text.getText();
  const rules = listed.at(-1)?.value;
  const limits = property(rules, 'limits')?.value;
  if (rules?.type !== 'object' || (limits !== undefined && limits.type !== 'array')) return [];
  const limit = { counter: freeCounter(`${name}_rate`, limits), window: 'minute', max: 30, scope: 'grant' };
  const edit =
    limits === undefined
      ? withProperty(source, rules, 'limits', onOneLine([limit]), keyOrder('tool'))
      : withElement(source, limits, onOneLine(limit));
  return [
    { title: `Limit ${shownName(name)} to 30 calls a minute`, kind: CodeActionKind.RefactorRewrite, edits: [edit] },
  ];
}
