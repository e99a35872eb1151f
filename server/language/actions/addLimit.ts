import { CodeActionKind } from 'vscode-languageserver-types';
import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { toolKeys } from '../../policy/edits/keyOrder.ts';
import { onOneLine } from '../../policy/edits/writtenRules.ts';
import { freeCounter } from '../../policy/freeCounter.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import { property, valueAt } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit } from '../../policy/writtenPolicy.ts';
import type { NamedTool } from './namedTool.ts';
import type { OfferedAction } from './offeredAction.ts';

/** The catalogue's usual limit. */
const callsPerMinute = 30;

/** The catalogue's usual limit, 30 calls a minute, for a listed tool; not beside one that lets no more through. */
export function addLimit({ root, text }: PolicyDocument, { name, listed }: NamedTool): OfferedAction[] {
  const source = text.getText();
  const tool = listed.at(-1);
  const rules = tool?.value;
  const limits = property(rules, 'limits')?.value;
  if (rules?.type !== 'object' || (limits !== undefined && limits.type !== 'array')) return [];
  if (tool?.limits.some(isAsStrict)) return [];
  const tools = valueAt(root, 'tools');
  const around = tools === undefined ? [] : [tools];
  const limit = { counter: freeCounter(`${name}_rate`, limits), window: 'minute', max: callsPerMinute, scope: 'grant' };
  const edit =
    limits === undefined
      ? withProperty(source, rules, 'limits', onOneLine([limit]), toolKeys, around)
      : withElement(source, limits, onOneLine(limit), [...around, rules]);
  return [
    { title: `Limit ${shownName(name)} to 30 calls a minute`, kind: CodeActionKind.RefactorRewrite, edits: [edit] },
  ];
}

/** A limit of calls, for the same minute and the same grant. */
function isAsStrict({ window, max, scope, incrementFrom }: WrittenLimit): boolean {
  const most: unknown = max?.value;
  const isPlain = window?.value === 'minute' && scope?.value === 'grant' && incrementFrom === undefined;
  return isPlain && typeof most === 'number' && most <= callsPerMinute;
}
