import { CompletionItemKind } from 'vscode-languageserver-types';
import { knownTools } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import { firstLine } from '../untrustedText.ts';
import { keysBeside, keyText } from './keys.ts';
import { ownDocumentation, type Proposal, plainDocumentation, valueProposal } from './proposal.ts';
import { type CompletionRequest, elementsBeside } from './request.ts';
import { quotedLiterally } from './snippet.ts';

/** The server's tools that `tools` does not list yet. A new one is left with the cursor in its braces. */
export function listedToolProposals({ knowledge, slot }: CompletionRequest): Proposal[] {
  const taken = keysBeside(slot);
  return knownTools(knowledge)
    .filter(({ name }) => !taken.has(name))
    .map((tool, _, { length }) => ({
      ...described(tool, length),
      kind: CompletionItemKind.Function,
      text: keyText(tool.name, '{$0}', slot),
      goesOn: true,
    }));
}

/** The server's tools that are not hidden yet, and `*` for all of them. */
export function hiddenToolProposals(request: CompletionRequest): Proposal[] {
  const taken = new Set(elementsBeside(request));
  const tools = knownTools(request.knowledge)
    .filter(({ name }) => !taken.has(name))
    .map((tool, _, { length }) => ({
      ...described(tool, length),
      kind: CompletionItemKind.Value,
      text: quotedLiterally(tool.name),
    }));
  const all = valueProposal('*', '"*"', {
    detail: 'every tool',
    documentation: ownDocumentation('Hides every tool, also one that the server adds tomorrow.'),
  });
  return taken.has('*') ? tools : [...tools, all];
}

/** How many characters a row of VS Code's list holds. The name comes first; the description gets what is left. */
const rowLength = 50;

/** How far the first line of a description is looked for. */
const longestRead = 200;

function described(tool: Tool, count: number): Pick<Proposal, 'label' | 'detail' | 'documentation'> {
  const { name } = tool;
  const description = tool.description ?? tool.title ?? '';
  return {
    label: name,
    detail: firstLine(description.slice(0, longestRead), Math.max(12, rowLength - name.length)),
    documentation: plainDocumentation(description, count),
  };
}
