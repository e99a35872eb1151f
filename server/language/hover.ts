import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { findTool, type ToolKnowledge } from '../tools/knowledge.ts';
import { type Parameter, parametersOf } from '../tools/parameters.ts';
import type { Tool, ToolList } from '../tools/tool.ts';
import { rangeOf } from './range.ts';
import { toolNameAt } from './toolAtPosition.ts';
import { markdownText } from './untrustedText.ts';

/** What the server says of the tool under the cursor, and how current that is. */
export function hover(document: PolicyDocument, knowledge: ToolKnowledge, position: Position): Hover | undefined {
  const written = toolNameAt(document, document.text.offsetAt(position));
  if (written === undefined || knowledge.state === 'unknown') return undefined;
  const tool = findTool(knowledge, written.name);
  if (tool === undefined) return undefined;
  const value = [
    heading(tool),
    parameterList(parametersOf(tool.inputSchema)),
    provenance(knowledge.list, knowledge.state),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(written.span, document) };
}

function heading(tool: Tool): string {
  const name = `**${markdownText(tool.name)}**`;
  return tool.description === undefined ? name : `${name}\n\n${markdownText(tool.description)}`;
}

function parameterList(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return 'It takes no arguments.';
  return parameters
    .map(({ name, type, required, description }) => {
      const details = [markdownText(type), ...(required ? ['required'] : [])].join(', ');
      const explained = description === undefined ? '' : `: ${markdownText(description.replaceAll(/\s+/g, ' '))}`;
      return `- **args\\.${markdownText(name)}** (${details})${explained}`;
    })
    .join('\n');
}

function provenance({ server, version, fetchedAt }: ToolList, state: 'fresh' | 'stale'): string {
  const from = [server, version].filter((part) => part !== undefined).join(' ');
  const when =
    fetchedAt === undefined ? '' : `, listed ${new Date(fetchedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `_${markdownText(from + when)}${state === 'stale' ? ' \\(not current\\)' : ''}_`;
}
