import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { type Node, type Property, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { textOf } from './nameAt.ts';
import { counted, type OutlineEntry, outlineKinds } from './outlineEntry.ts';
import { outlineName, textWords } from './outlineWords.ts';
import { limitEntry, toolEntries } from './toolOutline.ts';

/** A tree of more lines helps nobody, and editors draw all of it. */
const mostSymbols = 10_000;

/**
 * The outline of a policy in its author's words: the default, what is hidden, each tool with its rules and limits, the limits
 * over all tools.
 */
export function documentSymbols(document: PolicyDocument): DocumentSymbol[] {
  return symbolsOf(topEntries(document), document);
}

/** An outline as LSP wants it. Where it has too many entries the innermost ones are left out first. */
export function symbolsOf(top: readonly OutlineEntry[], document: Pick<PolicyDocument, 'text'>): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  const open: { readonly into: DocumentSymbol[]; readonly entries: readonly OutlineEntry[] }[] = [
    { into: symbols, entries: top },
  ];
  let left = mostSymbols;
  // The list grows while it is walked, so that the symbols are taken level by level.
  for (const { into, entries } of open) {
    const shown = entries.toSorted((a, b) => a.whole.offset - b.whole.offset).slice(0, left);
    left -= shown.length;
    for (const entry of shown) {
      const children: DocumentSymbol[] = [];
      into.push(symbolOf(entry, children, document));
      if (entry.below !== undefined && left > 0) open.push({ into: children, entries: entry.below() });
    }
  }
  return symbols;
}

function symbolOf(
  entry: OutlineEntry,
  children: DocumentSymbol[],
  document: Pick<PolicyDocument, 'text'>,
): DocumentSymbol {
  const { name, detail, kind, whole, target } = entry;
  const range = rangeOf(spanOf(whole), document);
  const selectionRange = rangeOf(spanOf(target), document);
  return { name, ...(detail !== undefined && { detail }), kind, range, selectionRange, children };
}

function topEntries({ root, written }: PolicyDocument): OutlineEntry[] {
  const { tools, hide, allToolsLimits } = written;
  return [
    topEntry(root, 'default', outlineKinds.field, ({ value }) => ({
      name: outlineName(`default: ${textWords(value)}`),
    })),
    topEntry(root, 'hide', outlineKinds.list, () => ({
      detail: counted(hide.length, 'tool'),
      below: () => hide.map(hiddenEntry),
    })),
    topEntry(root, 'all_tools', outlineKinds.tools, () => ({
      detail: counted(allToolsLimits.length, 'limit'),
      below: () => allToolsLimits.map(limitEntry),
    })),
    topEntry(root, 'tools', outlineKinds.tools, () => ({
      detail: counted(tools.length, 'tool'),
      below: () => toolEntries(written),
    })),
  ].flat();
}

function topEntry(
  root: Node | undefined,
  key: string,
  kind: OutlineEntry['kind'],
  described: (written: Property) => Pick<OutlineEntry, 'detail' | 'below'> & { readonly name?: string },
): OutlineEntry[] {
  const written = property(root, key);
  return written === undefined
    ? []
    : [{ name: key, kind, whole: written.node, target: written.key, ...described(written) }];
}

function hiddenEntry(node: Node): OutlineEntry {
  return { name: outlineName(textOf(node)), kind: outlineKinds.tool, whole: node, target: node };
}
