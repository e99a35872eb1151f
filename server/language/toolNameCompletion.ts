import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type TextEdit,
} from 'vscode-languageserver-types';
import { quoted } from '../policy/didYouMean.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { visibleLine, visibleText } from '../policy/visibleText.ts';
import { knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import type { Tool } from '../tools/tool.ts';
import { rangeOf } from './range.ts';
import { type ToolNamePlace, toolNamePlace } from './toolNamePlace.ts';
import { firstLine } from './untrustedText.ts';

/** The server's tool names where a name belongs: inside `tools` and `hide`, without those already there. */
export function completeToolNames(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  position: Position,
): CompletionItem[] {
  const place = toolNamePlace(document, document.text.offsetAt(position));
  if (place === undefined) return [];
  const taken = namesBeside(document, place);
  return knownTools(knowledge)
    .filter((tool) => !taken.has(tool.name))
    .map((tool, index) => completion(tool, index, place, document));
}

/** The names in the same list, except the one that is being written. */
function namesBeside({ written }: PolicyDocument, { list, span }: ToolNamePlace): ReadonlySet<string> {
  const entries = list === 'tools' ? written.tools.map(({ key }) => key) : written.hide;
  return new Set(entries.filter((entry) => entry.offset !== span.offset).map((entry) => String(entry.value)));
}

/** How many characters a row of VS Code's list holds. The name comes first; the description gets what is left. */
const rowLength = 50;

function completion(tool: Tool, index: number, place: ToolNamePlace, document: PolicyDocument): CompletionItem {
  const name = quoted(tool.name);
  const description = tool.description ?? tool.title ?? '';
  return {
    label: visibleLine(tool.name),
    kind: place.list === 'tools' ? CompletionItemKind.Function : CompletionItemKind.Value,
    labelDetails: { description: firstLine(description, Math.max(12, rowLength - tool.name.length)) },
    documentation: { kind: MarkupKind.PlainText, value: visibleText(description) },
    // The text that is replaced starts with a quote where there is one, and the editor filters by it.
    filterText: isQuoted(place, document) ? name : tool.name,
    // Keeps the server's own order, ahead of what other extensions offer.
    sortText: `0${String(index).padStart(5, '0')}`,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range: rangeOf(place.span, document), newText: insertion(name, place) },
    ...(place.missingComma !== undefined && { additionalTextEdits: [commaAt(place.missingComma, document)] }),
  };
}

/** A new tool is left with the cursor in its braces; a key that has a value keeps it. */
function insertion(name: string, { list, hasValue, needsComma }: ToolNamePlace): string {
  const written = name.replaceAll(/[\\$}]/g, '\\$&');
  if (hasValue) return written;
  const comma = needsComma ? ',' : '';
  return list === 'tools' ? `${written}: {$0}${comma}` : `${written}$0${comma}`;
}

function isQuoted({ span }: ToolNamePlace, { text }: PolicyDocument): boolean {
  return span.length === 0 || text.getText()[span.offset] === '"';
}

function commaAt(offset: number, document: PolicyDocument): TextEdit {
  return { range: rangeOf({ offset, length: 0 }, document), newText: ',' };
}
