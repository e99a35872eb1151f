import { approvalMessage } from '../../decision/explanation/messages.ts';
import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { policyKeys, toolKeys } from '../../policy/edits/keyOrder.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownLine, shownName } from '../../policy/shownName.ts';
import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { type KnownRisk, riskIn } from '../../tools/riskOverrides.ts';
import type { Tool } from '../../tools/tool.ts';
import { addingMissingTools } from '../missingTools.ts';
import { type EntryRemoval, entryRemoval } from './entryRemoval.ts';

/** Tools that a message names. */
const mostNamed = 3;

/** What a policy lets through of the tools that the connected server has now. Silent unless the list is fresh. */
export function serverToolProblems(
  document: PolicyDocument,
  tools: readonly WrittenTool[],
  knowledge: ToolKnowledge,
): Problem[] {
  if (knowledge.state !== 'fresh') return [];
  const hidden = new Set(document.written.hide.map((entry) => String(entry.value)));
  if (hidden.has('*')) return [];
  const bare = tools.filter(({ name, value }) => isEmptyObject(value) && !hidden.has(name));
  const fromTools = entryRemoval(property(document.root, 'tools')?.value);
  const riskOf = riskIn(knowledge);
  const known = new Map(bare.length === 0 ? [] : knowledge.list.tools.map((tool) => [tool.name, tool]));
  return [
    ...allowedUnlisted(document, tools, hidden, knowledge),
    ...bare.flatMap((listed) => {
      const tool = known.get(listed.name);
      return tool === undefined ? [] : unguarded(document, listed, riskOf(tool), fromTools);
    }),
  ];
}

function isEmptyObject(value: Node | undefined): boolean {
  return value?.type === 'object' && (value.children ?? []).length === 0;
}

/** Under `default: "allow"`, what can be called without a word in the policy. */
function allowedUnlisted(
  document: PolicyDocument,
  tools: readonly WrittenTool[],
  hidden: ReadonlySet<string>,
  knowledge: Extract<ToolKnowledge, { state: 'fresh' }>,
): Problem[] {
  const { list } = knowledge;
  const otherwise = property(document.root, 'default')?.value;
  if (otherwise?.value !== 'allow') return [];
  const listed = new Set(tools.map(({ name }) => name));
  const unlisted = list.tools.filter(({ name }) => !listed.has(name) && !hidden.has(name));
  if (unlisted.length === 0) return [];
  const riskOf = riskIn(knowledge);
  const critical = unlisted.filter((tool) => riskOf(tool).risk === 'critical');
  const server = shownLine(list.server, 80);
  const [first] = critical;
  const worst =
    first === undefined
      ? ''
      : ` Of these ${named(critical)} ${critical.length === 1 ? 'is' : 'are'} destructive or financial${critical.some((tool) => riskOf(tool).chosenIn === undefined) ? ' by a guess' : ''} (${shownName(first.name)}: ${shownLine(riskOf(first).reason.replace(/\.$/, ''), 300)}).`;
  return [
    {
      code: 'default-allows-unseen',
      severity: critical.length > 0 ? 'warning' : 'information',
      span: spanOf(otherwise),
      message: `"allow" lets ${unlisted.length} of the ${list.tools.length} tools of ${server} through that are not under "tools" (${named(unlisted)}), and each tool that the server adds.${worst} Write "deny" and list what is meant, or hide the others`,
      // Writes a whole policy's worth of tools, which is not to be done at every keystroke.
      get fixes() {
        const adding = addingMissingTools(document, knowledge);
        return adding === undefined ? [] : [adding];
      },
    },
  ];
}

/** A tool that can do harm and is listed without any rule or limit. */
function unguarded(
  document: PolicyDocument,
  listed: WrittenTool,
  { class: riskClass, risk, reason, chosenIn }: KnownRisk,
  fromTools: EntryRemoval,
): Problem[] {
  if (risk !== 'critical') return [];
  return [
    {
      code: 'risky-tool-unguarded',
      severity: 'warning',
      span: spanOf(listed.key),
      message: `${shownName(listed.name)} is ${riskClass}${chosenIn === undefined ? ' by a guess' : ''}, and {} allows every call of it. ${shownLine(reason, 300)} Give it a rule or a limit, or hide it`,
      fixes: guards(document, listed, fromTools),
    },
  ];
}

/** The catalogue's starter rules for the two classes. */
function guards({ root, text }: PolicyDocument, listed: WrittenTool, fromTools: EntryRemoval): ProblemFix[] {
  const fixes: ProblemFix[] = [];
  const source = text.getText();
  const name = shownName(listed.name);
  if (listed.value !== undefined) {
    const rule = `[{ "conditions": [], "on_deny": ${JSON.stringify(approvalMessage)} }]`;
    const edit = withProperty(source, listed.value, 'deny_if', rule, toolKeys);
    fixes.push({ title: `Have a human approve ${name}`, edits: [edit], isEvident: false });
  }
  const hide = property(root, 'hide');
  if (root === undefined || (hide !== undefined && hide.value?.type !== 'array')) return fixes;
  const hiding =
    hide?.value === undefined
      ? withProperty(source, root, 'hide', `[${writtenJson(listed.name)}]`, policyKeys)
      : withElement(source, hide.value, writtenJson(listed.name));
  const edits = [...fromTools(listed.node), hiding];
  return [...fixes, { title: `Hide ${name}, and take it out of "tools"`, edits, isEvident: false }];
}

function named(tools: readonly Tool[]): string {
  const shown = tools.slice(0, mostNamed).map(({ name }) => shownName(name));
  if (tools.length > mostNamed) shown.push(`${tools.length - mostNamed} more`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
