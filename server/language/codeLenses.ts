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
  const invitation = 'Connect to MCP Server';
  if (knowledge.state === 'unknown') return invitation;
  const { server, tools, fetchedAt } = knowledge.list;
  const parts = [plainTitle(server), `${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`];
  if (knowledge.state === 'fresh') return parts.join(' · ');
  // When it was, by the day: a lens is narrow.
  const day = fetchedAt === undefined ? undefined : momentText(fetchedAt).slice(0, 10);
  if (knowledge.from !== 'snapshot') {
    return [...parts, day === undefined ? 'not current' : `not current, listed ${day}`].join(' · ');
  }
  // Nobody has connected to the server yet.
  return `${invitation} · ${[...parts, day === undefined ? 'from a snapshot' : `snapshot of ${day}`].join(', ')}`;
}

/** A title may hold icons, written `$(name)`; a text from elsewhere must not bring its own. */
function plainTitle(text: string): string {
  return firstLine(text, 80).replaceAll('$(', '$\u2060(');
}
