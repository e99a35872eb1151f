import { type Replacement, withoutElements, withoutProperties } from '../../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../../policy/policyDocument.ts';
import { elements, type Node, type Property, property, spanOf } from '../../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../../policy/writtenPolicy.ts';
import { type NamedIn, namedIn } from './namedIn.ts';
import type { ToolGoal } from './toolGoal.ts';

/**
 * The first step to what is asked: what stands against it goes. Conditions and limits stay: a tool that is hidden keeps its
 * entry unless it is empty, and one that is allowed loses what denies every call, and nothing else.
 */
export function removedRules(document: PolicyDocument, goals: readonly ToolGoal[]): Replacement[] {
  const { root } = document;
  const named = namedIn(document);
  const hide = property(root, 'hide')?.value;
  const tools = property(root, 'tools')?.value;
  const shown = goals.filter(({ becomes }) => becomes !== 'hidden').flatMap(({ name }) => named.hidden(name));
  const gone = goals.flatMap((goal) => goneEntries(goal, named));
  return [
    ...(hide === undefined ? [] : withoutElements(shown, hide)),
    ...(tools === undefined ? [] : withoutProperties(gone, tools)),
    ...goals.flatMap((goal) => insideEntry(goal, named.listed(goal.name).at(-1))),
  ];
}

function goneEntries({ name, becomes }: ToolGoal, named: NamedIn): readonly Property[] {
  if (becomes === 'removed') return named.listed(name);
  const listed = becomes === 'hidden' ? named.listed(name) : [];
  return listed.every(({ value }) => isEmpty(value)) ? listed : [];
}

function isEmpty(value: Node | undefined): boolean {
  return value?.type === 'object' && (value.children ?? []).length === 0;
}

function insideEntry({ becomes }: ToolGoal, counting: WrittenTool | undefined): Replacement[] {
  const rules = counting?.value;
  if (counting === undefined || rules === undefined || becomes === 'hidden' || becomes === 'removed') return [];
  // What is no object says nothing, and nothing can be written into it.
  if (rules.type !== 'object') return becomes === 'allowed' ? [] : [{ span: spanOf(rules), text: '{}' }];
  const action = property(rules, 'action')?.value;
  if (becomes !== 'denied') return withoutDenials(counting, rules);
  return action?.value === 'require_approval' ? [{ span: spanOf(action), text: '"deny"' }] : [];
}

/** Without what denies every call, whatever its arguments. */
function withoutDenials({ rules: written }: WrittenTool, rules: Node): Replacement[] {
  const always = written.filter(({ kind, conditions }) => kind === 'deny_if' && conditions?.length === 0);
  const denyIf = property(rules, 'deny_if');
  const action = property(rules, 'action');
  const denies = action?.value?.value === 'deny' || action?.value?.value === 'require_approval';
  const isEmptied = always.length > 0 && always.length === elements(denyIf?.value).length;
  const gone = [isEmptied ? denyIf : undefined, ...(denies ? [action, property(rules, 'reason')] : [])];
  const kept = isEmptied ? undefined : denyIf?.value;
  return [
    ...withoutProperties(
      gone.filter((each) => each !== undefined),
      rules,
    ),
    ...(kept === undefined
      ? []
      : withoutElements(
          always.map(({ node }) => node),
          kept,
        )),
  ];
}
