import type { CodeLens } from 'vscode-languageserver-types';
import { compilePolicy } from '../decision/compilePolicy.ts';
import { standingOf } from '../decision/standing.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { property, spanOf } from '../policy/syntaxTree.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { rangeOf } from './range.ts';
import { firstLine } from './untrustedText.ts';

/** The commands that the lenses run; the editor's half of the product offers them. */
const lensCommands = {
  simulateCall: 'mcpPolicy.simulateCall',
  connectServer: 'mcpPolicy.connectServer',
} as const;

/**
 * Above `tools`, the server behind the policy; above each tool, *Simulate call* and what the policy says about it.
 * Both commands get the document's URI, `simulateCall` the
 * tool's name, too.
 */
export function codeLenses(document: PolicyDocument, knowledge: ToolKnowledge): CodeLens[] {
  const { root, uri, written } = document;
  if (root === undefined) return [];
  const compiled = compilePolicy(root);
  const tools = property(root, 'tools');
  const lenses: CodeLens[] = [];
  if (tools !== undefined) {
    const command = { title: serverTitle(knowledge), command: lensCommands.connectServer, arguments: [uri] };
    lenses.push({ range: rangeOf(spanOf(tools.key), document), command });
  }
  for (const { name, key } of written.tools) {
    // A pair of quotes without a name is a tool that is just being typed.
    if (name === '') continue;
    lenses.push({
      range: rangeOf(spanOf(key), document),
      command: {
        title: `Simulate call · ${plainTitle(standingOf(compiled, name).line)}`,
        command: lensCommands.simulateCall,
        arguments: [uri, name],
      },
    });
  }
  return lenses;
}

function serverTitle(knowledge: ToolKnowledge): string {
  if (knowledge.state === 'unknown') return 'Connect to MCP Server';
  const { server, tools } = knowledge.list;
  const count = `${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`;
  return `${plainTitle(server)} · ${count}${knowledge.state === 'stale' ? ' · not current' : ''}`;
}

/** A title may hold icons, written `$(name)`; a text from elsewhere must not bring its own. */
function plainTitle(text: string): string {
  return firstLine(text, 80).replaceAll('$(', '$\u2060(');
}
