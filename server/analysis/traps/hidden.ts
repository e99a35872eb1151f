import { type Replacement, withoutElements } from '../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { type EntryRemoval, entryRemoval } from './entryRemoval.ts';

/** Entries of `hide` that say nothing new, and listed tools that nobody can call because they are hidden. */
export function hiddenProblems(document: PolicyDocument, tools: readonly WrittenTool[]): Problem[] {
  const { hide } = document.written;
  if (hide.length === 0) return [];
  const list = property(document.root, 'hide')?.value;
  const fromHide = entryRemoval(list);
  const fromTools = entryRemoval(property(document.root, 'tools')?.value);
  const first = new Map<string, Node>();
  const again: { readonly entry: Node; readonly before: Node }[] = [];
  for (const entry of hide) {
    const name = String(entry.value);
    const before = first.get(name);
    if (before === undefined) first.set(name, entry);
    else again.push({ entry, before });
  }
  const twice = again.map(({ entry, before }) => hiddenTwice(entry, before, fromHide));
  const all = first.get('*');
  if (all === undefined || list === undefined) {
    return [...twice, ...tools.flatMap((tool) => listed(tool, first.get(tool.name), fromHide, fromTools))];
  }
  const alls = hide.filter((entry) => entry.value === '*');
  return [
    ...twice,
    ...besideAll(all, [...first.values()], fromHide),
    ...listedUnderAll(all, tools, withoutElements(alls, list)),
  ];
}

function hiddenTwice(entry: Node, before: Node, fromHide: EntryRemoval): Problem {
  return {
    code: 'hidden-twice',
    severity: 'information',
    span: spanOf(entry),
    message: `${shownName(String(entry.value))} is in "hide" already, so this entry changes nothing. Take it out`,
    fixes: [{ title: takeOut, edits: fromHide(entry), isEvident: true }],
    related: { span: spanOf(before), message: 'It is hidden here' },
  };
}

function besideAll(all: Node, entries: readonly Node[], fromHide: EntryRemoval): Problem[] {
  return entries
    .filter((entry) => entry !== all)
    .map((entry) => ({
      code: 'hidden-twice',
      severity: 'information',
      span: spanOf(entry),
      message: `"*" hides every tool, so ${shownName(String(entry.value))} beside it changes nothing. Take one of the two out of "hide"`,
      fixes: [{ title: takeOut, edits: fromHide(entry), isEvident: false }],
      related: { span: spanOf(all), message: 'This hides every tool' },
    }));
}

/** Said once, however many tools are listed. */
function listedUnderAll(all: Node, tools: readonly WrittenTool[], withoutAll: readonly Replacement[]): Problem[] {
  const [tool] = tools;
  if (tool === undefined) return [];
  const listedTools = tools.length === 1 ? `${shownName(tool.name)} is listed` : `${tools.length} tools are listed`;
  return [
    {
      code: 'hidden-and-listed',
      severity: 'warning',
      span: spanOf(all),
      message: `${listedTools} under "tools", but "*" hides every tool, so none can be called. Hide single tools by their names, or list none`,
      fixes: [{ title: 'Take "*" out of "hide"', edits: withoutAll, isEvident: false }],
      related: { span: spanOf(tool.key), message: 'Listed here, and never called' },
    },
  ];
}

function listed(
  tool: WrittenTool,
  entry: Node | undefined,
  fromHide: EntryRemoval,
  fromTools: EntryRemoval,
): Problem[] {
  if (entry === undefined) return [];
  const name = shownName(tool.name);
  const fixes: ProblemFix[] = [
    { title: `Take ${name} out of "hide"`, edits: fromHide(entry), isEvident: false },
    { title: `Take ${name} out of "tools"`, edits: fromTools(tool.node), isEvident: false },
  ];
  return [
    {
      code: 'hidden-and-listed',
      severity: 'warning',
      span: spanOf(tool.key),
      message: `${name} is in "hide", too, so every call of it is denied and nothing here ever decides. Take it out of "hide" or out of "tools"`,
      fixes,
      related: { span: spanOf(entry), message: 'It is hidden here' },
    },
  ];
}

const takeOut = 'Take this entry out of "hide"';
