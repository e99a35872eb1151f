import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownLine } from '../../policy/shownName.ts';
import { visibleText } from '../../policy/visibleText.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { rangeOf } from '../range.ts';
import type { Slot } from './slot.ts';
import { hasEnd } from './snippet.ts';

/** One thing that can be written into a slot. */
export interface Proposal {
  /** Any text: it is made safe to show. */
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** A snippet: the JSON text for the slot, without the commas around it. */
  readonly text: string;
  /** A few words behind the label; any text. */
  readonly detail?: string;
  readonly documentation?: MarkupContent;
  readonly commitCharacters?: readonly string[];
  /** True when the cursor is left where something more can be completed. */
  readonly goesOn?: boolean;
}

const longestDocumentation = 2000;

/** Ten thousand tools with long descriptions must not make a huge answer. */
const longestDocumentations = 300_000;

/** A row of an editor's list shows no more of a name. */
const longestLabel = 120;

/**
 * A text of a server, shown as it is.
 * @param count how many such texts there are in the answer: each is cut so that all together stay within bounds
 */
export function plainDocumentation(text: string, count = 1): MarkupContent {
  const longest = Math.min(longestDocumentation, Math.ceil(longestDocumentations / count));
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return { kind: MarkupKind.PlainText, value: visibleText(cut) };
}

/** Markdown of our own. */
export function ownDocumentation(markdown: string): MarkupContent {
  return { kind: MarkupKind.Markdown, value: markdown };
}

/** A value to choose, e.g. `"minute"`. */
export function valueProposal(json: string, text: string, more: Partial<Proposal> = {}): Proposal {
  return { label: json, kind: CompletionItemKind.Value, text, ...more };
}

/** The proposals as an editor wants them, in their order. Each edit replaces what is in the slot and nothing else. */
export function completionItems(
  proposals: readonly Proposal[],
  slot: Omit<Slot, 'around' | 'path'>,
  document: Pick<PolicyDocument, 'text'>,
): CompletionItem[] {
  const range = rangeOf(slot.span, document);
  const source = document.text.getText();
  const first = slot.span.length === 0 ? undefined : source[slot.span.offset];
  const commaGoesFirst = slot.missingComma === slot.span.offset;
  // People write a blank behind a colon and a comma; who asks directly behind one gets it.
  const isBehindMark = first === undefined && /[:,]/.test(source[slot.span.offset - 1] ?? '');
  const lead = commaGoesFirst ? ', ' : isBehindMark ? ' ' : '';
  const commas = slot.missingComma === undefined || commaGoesFirst ? [] : [commaAt(slot.missingComma, document)];
  return proposals.map((proposal, index) => ({
    label: shownLine(proposal.label, longestLabel),
    kind: proposal.kind,
    ...(proposal.detail !== undefined && { labelDetails: { description: proposal.detail } }),
    ...(proposal.documentation !== undefined && { documentation: proposal.documentation }),
    filterText: filterText(proposal, first),
    // Keeps this order, ahead of what other extensions offer.
    sortText: `0${String(index).padStart(5, '0')}`,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: `${lead}${ended(proposal.text, slot)}` },
    ...(commas.length > 0 && { additionalTextEdits: commas }),
    ...(proposal.commitCharacters !== undefined && { commitCharacters: [...proposal.commitCharacters] }),
    ...(proposal.goesOn === true && { data: { goesOn: true } }),
  }));
}

/** The editor filters by the text that is replaced, which starts with a quote where there is one. */
function filterText({ label, text }: Proposal, first: string | undefined): string {
  const isJson = label.startsWith('"');
  const isQuoted = first === undefined ? text.startsWith('"') : first === '"';
  if (isQuoted) return isJson ? label : writtenJson(label);
  return isJson ? label.slice(1, -1) : label;
}

/** With the comma behind the place where the cursor ends. A key that has a value keeps what follows it. */
function ended(text: string, { followedBy, needsComma }: Omit<Slot, 'around' | 'path'>): string {
  if (followedBy !== 'nothing') return text;
  const comma = needsComma ? ',' : '';
  return hasEnd(text) ? `${text}${comma}` : `${text}$0${comma}`;
}

function commaAt(offset: number, document: Pick<PolicyDocument, 'text'>): TextEdit {
  return { range: rangeOf({ offset, length: 0 }, document), newText: ',' };
}
