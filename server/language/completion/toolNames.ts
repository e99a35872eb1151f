import { CompletionItemKind } from 'vscode-languageserver-types';
import { knownTools } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import { firstLine } from '../untrustedText.ts';
import { keysBeside, keyText } from './keys.ts';
import { ownDocumentation, type Proposal, plainDocumentation, valueProposal } from './proposal.ts';
import { type CompletionRequest, elementsBeside } from './request.ts';
import { quotedLiterally } from './snippet.ts';

/** The server's tools that `tools` does not list yet, hidden ones last. A new one is left with the cursor in its braces. */
export function listedToolProposals({ document, knowledge, slot }: CompletionRequest): Proposal[] {
  const taken = keysBeside(slot);
  const hidden = new Set(document.written.hide.map((entry) => String(entry.value)));
  const isHidden = (name: string): boolean => hidden.has(name) || hidden.has('*');
  const proposals = knownTools(knowledge)
    .filter(({ name }) => !taken.has(name))
    .map((tool, _, { length }) => ({
      ...described(tool, length),
      ...(isHidden(tool.name) && { detail: 'hidden' }),
      kind: CompletionItemKind.Function,
      text: keyText(tool.name, '{$0}', slot),
      goesOn: true,
    }));
  return [...proposals.filter(({ label }) => !isHidden(label)), ...proposals.filter(({ label }) => isHidden(label))];
}

/** The server's tools that are not hidden yet, and `*` for all of them; last, those that `tools` lists. */
export function hiddenToolProposals(request: CompletionRequest): Proposal[] {
  const taken = new Set(elementsBeside(request));
  const listed = new Set(request.document.written.tools.map(({ name }) => name));
  const proposals = knownTools(request.knowledge)
    .filter(({ name }) => !taken.has(name))
    .map((tool, _, { length }) => ({
      ...described(tool, length),
      ...(listed.has(tool.name) && { detail: 'listed' }),
      kind: CompletionItemKind.Value,
      text: quotedLiterally(tool.name),
    }));
  const all = valueProposal('*', '"*"', {
    detail: 'every tool',
    documentation: ownDocumentation('Hides every tool, also one that the server adds tomorrow.'),
  });
  return [
    ...proposals.filter(({ label }) => !listed.has(label)),
    ...(taken.has('*') ? [] : [all]),
    ...proposals.filter(({ label }) => listed.has(label)),
  ];
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
