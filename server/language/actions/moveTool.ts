import { CodeActionKind } from 'vscode-languageserver-types';
import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { toolKeys } from '../../policy/edits/keyOrder.ts';
import { type Replacement, withoutElements, withoutProperties } from '../../policy/edits/replacement.ts';
import { onOneLine } from '../../policy/edits/writtenRules.ts';
import { hidesAll, namingTools } from '../../policy/namingTools.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import { elements, type Node, property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import type { NamedTool } from './namedTool.ts';
import type { OfferedAction } from './offeredAction.ts';

/**
 * Moves a tool between allowed, denied and hidden; where it is already is not offered. Rules and limits stay, unless the
 * tool is hidden: then they would only mislead.
 */
export function moveTool(document: PolicyDocument, tool: NamedTool): OfferedAction[] {
  if (hidesAll(document)) return [];
  const counting = tool.listed.at(-1);
  if (counting !== undefined && counting.value?.type !== 'object') return [];
  const isHidden = tool.hidden.length > 0;
  const isDenied = counting !== undefined && denialsOf(counting).isDenied;
  const isAllowed = counting === undefined ? property(document.root, 'default')?.value?.value === 'allow' : !isDenied;
  const name = shownName(tool.name);
  return [
    ...(isHidden || !isAllowed ? action(`Allow ${name}`, allowing(document, tool, counting)) : []),
    ...(isHidden || !isDenied ? action(`Deny ${name}`, denying(document, tool, counting)) : []),
    ...(isHidden ? [] : action(hidingTitle(name, tool), hidden(document, tool))),
  ];
}

function action(title: string, edits: readonly Replacement[]): OfferedAction[] {
  return edits.length === 0 ? [] : [{ title, kind: CodeActionKind.RefactorRewrite, edits }];
}

/** What denies every call of a tool. */
interface Denials {
  readonly isDenied: boolean;
  /** Rules of `deny_if` without a condition. */
  readonly rules: readonly Node[];
}

function denialsOf({ value, rules }: WrittenTool): Denials {
  const always = rules.filter(({ kind, conditions }) => kind === 'deny_if' && conditions?.length === 0);
  const action = property(value, 'action')?.value?.value;
  const isDenied = always.length > 0 || action === 'deny' || action === 'require_approval';
  return { isDenied, rules: always.map(({ node }) => node) };
}

function allowing(document: PolicyDocument, tool: NamedTool, counting: WrittenTool | undefined): Replacement[] {
  const shown = showing(document, tool);
  if (counting !== undefined) return [...shown, ...withoutDenials(counting)];
  const isAllowedAnyway = property(document.root, 'default')?.value?.value === 'allow';
  const listed = isAllowedAnyway ? [] : namingTools(document, { listed: [[tool.name, {}]] });
  return listed === undefined ? [] : [...shown, ...listed];
}

function withoutDenials(counting: WrittenTool): Replacement[] {
  const rules = counting.value;
  const denyIf = property(rules, 'deny_if');
  const { isDenied, rules: denials } = denialsOf(counting);
  if (!isDenied || rules === undefined) return [];
  const isEmptied = denials.length > 0 && denials.length === elements(denyIf?.value).length;
  const gone = [isEmptied ? denyIf : undefined, property(rules, 'action'), property(rules, 'reason')];
  return [
    ...withoutProperties(
      gone.filter((each) => each !== undefined),
      rules,
    ),
    ...(isEmptied || denyIf?.value === undefined ? [] : withoutElements(denials, denyIf.value)),
  ];
}

function denying(document: PolicyDocument, tool: NamedTool, counting: WrittenTool | undefined): Replacement[] {
  const source = document.text.getText();
  const shown = showing(document, tool);
  const rule = { conditions: [], on_deny: `Tool ${JSON.stringify(tool.name)} is not permitted by policy` };
  if (counting?.value === undefined) {
    const listed = namingTools(document, { listed: [[tool.name, { deny_if: [rule] }]] });
    return listed === undefined ? [] : [...shown, ...listed];
  }
  if (denialsOf(counting).isDenied) return shown;
  const denyIf = property(counting.value, 'deny_if')?.value;
  if (denyIf?.type === 'array') return [...shown, withElement(source, denyIf, onOneLine(rule))];
  if (denyIf !== undefined) return [];
  return [...shown, withProperty(source, counting.value, 'deny_if', onOneLine([rule]), toolKeys)];
}

function showing({ root }: PolicyDocument, { hidden: entries }: NamedTool): Replacement[] {
  const hide = property(root, 'hide')?.value;
  return hide === undefined ? [] : withoutElements(entries, hide);
}

function hidden(document: PolicyDocument, { name, listed }: NamedTool): Replacement[] {
  const tools = property(document.root, 'tools')?.value;
  const added = namingTools(document, { hidden: [name] });
  return tools === undefined || added === undefined ? [] : [...added, ...withoutProperties(listed, tools)];
}

function hidingTitle(name: string, { listed }: NamedTool): string {
  const hasRules = listed.some(({ value }) => (value?.children ?? []).length > 0);
  return `Hide ${name}${hasRules ? ' and drop its rules' : ''}`;
}
