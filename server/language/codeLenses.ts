import type { CodeLens } from 'vscode-languageserver-types';
import { compiledPolicyOf } from '../decision/compile/compilePolicy.ts';
import { momentText } from '../decision/counting/windows.ts';
import { standingOf } from '../decision/standing.ts';
import { isForEveryTool } from '../policy/intercept/dialectKeys.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { property, spanOf } from '../policy/syntax/syntaxTree.ts';
import { knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import { type KnownRisk, riskIn } from '../tools/riskOverrides.ts';
import type { Tool } from '../tools/tool.ts';
import { rangeOf } from './range.ts';
import { firstLine } from './untrustedText.ts';

/** The commands that the lenses run; the editor's half of the product offers them. */
const lensCommands = {
  simulateCall: 'mcpPolicy.simulateCall',
  connectServer: 'mcpPolicy.connectServer',
} as const;

/** An editor draws a line for each. No server has as many tools. */
const mostTools = 10_000;

/**
 * Above `tools`, the server behind the policy; above each tool, *Simulate call*, what the policy says about it and, when
 * the tool is known, how risky it looks. Both commands get the document's URI, `simulateCall` the tool's name, too.
 */
export function codeLenses(document: PolicyDocument, knowledge: ToolKnowledge): CodeLens[] {
  const { root, uri, written } = document;
  if (root === undefined) return [];
  const compiled = compiledPolicyOf(root);
  const tools = property(root, 'tools');
  const known = toolsByName(knowledge);
  const riskOf = riskIn(knowledge);
  const lenses: CodeLens[] = [];
  if (tools !== undefined) {
    const command = { title: serverTitle(knowledge), command: lensCommands.connectServer, arguments: [uri] };
    lenses.push({ range: rangeOf(spanOf(tools.key), document), command });
  }
  for (const { name, key, value } of written.tools.slice(0, mostTools)) {
    // A pair of quotes without a name is a tool that is just being typed; Intercept's "*" is no tool.
    if (name === '' || isForEveryTool(name, value)) continue;
    const tool = known.get(name);
    const risk = tool === undefined ? '' : ` · ${riskInShort(riskOf(tool))}`;
    lenses.push({
      range: rangeOf(spanOf(key), document),
      command: {
        title: `Simulate call · ${plainTitle(standingOf(compiled, name).line)}${risk}`,
        command: lensCommands.simulateCall,
        arguments: [uri, name],
      },
    });
  }
  return lenses;
}

/** Of several tools of one name the first counts, as everywhere. */
function toolsByName(knowledge: ToolKnowledge): ReadonlyMap<string, Tool> {
  return new Map([...knownTools(knowledge)].reverse().map((tool) => [tool.name, tool]));
}

/** E.g. `write, medium risk`; its reason, and whether it is a guess, is in the hover. */
function riskInShort({ class: riskClass, risk }: KnownRisk): string {
  return `${riskClass}, ${risk} risk`;
}

function serverTitle(knowledge: ToolKnowledge): string {
  if (knowledge.state === 'unknown') return 'Connect to MCP Server';
  const { server, tools } = knowledge.list;
  const count = `${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`;
  return `${plainTitle(server)} · ${count}${knowledge.state === 'stale' ? ` · ${ageInShort(knowledge)}` : ''}`;
}

/** Of a list that is not current, when it was: by the day, for a lens is narrow. */
function ageInShort({ from, list }: Extract<ToolKnowledge, { state: 'stale' }>): string {
  const day = list.fetchedAt === undefined ? undefined : momentText(list.fetchedAt).slice(0, 10);
  if (from === 'snapshot') return day === undefined ? 'from a snapshot' : `snapshot of ${day}`;
  return day === undefined ? 'not current' : `not current, listed ${day}`;
}

/** A title may hold icons, written `$(name)`; a text from elsewhere must not bring its own. */
function plainTitle(text: string): string {
  return firstLine(text, 80).replaceAll('$(', '$\u2060(');
}
