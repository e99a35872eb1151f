import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { elementProposals } from './elements.ts';
import { entryProposals } from './entries.ts';
import { completionItems } from './proposal.ts';
import { slotAt } from './slotAt.ts';
import { valueProposals } from './values.ts';
import { wholePolicy } from './wholePolicy.ts';
import { wordAt } from './writtenWord.ts';

/**
 * What an author can write at a position: keys, names, paths, operators, values and whole rules that fit there, in the
 * order in which they are to be shown. Each replaces what is there of it, adds the commas that its place needs, and leaves
 * every other character as it is.
 */
export function complete(document: PolicyDocument, knowledge: ToolKnowledge, position: Position): CompletionItem[] {
  if (document.nature === 'foreign') return [];
  const offset = document.text.offsetAt(position);
  if (document.root === undefined) return inEmptyFile(document, offset);
  const slot = slotAt(document, offset);
  if (slot === undefined) return [];
  const request = { document, knowledge, slot };
  const proposals = { key: entryProposals, value: valueProposals, element: elementProposals }[slot.part](request);
  return completionItems(proposals, slot, document);
}

function inEmptyFile(document: PolicyDocument, offset: number): CompletionItem[] {
  const source = document.text.getText();
  const span = wordAt(offset, source, 0);
  const isAlone = source.trim().length === span.length;
  const slot = { part: 'value', key: undefined, over: undefined, span, typed: '', followedBy: 'nothing' } as const;
  return isAlone
    ? completionItems([wholePolicy()], { ...slot, needsComma: false, missingComma: undefined }, document)
    : [];
}
