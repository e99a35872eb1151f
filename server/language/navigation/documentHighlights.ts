import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { nameAt } from './nameAt.ts';
import { occurrencesOf } from './occurrences.ts';

/**
 * Every place of the tool, the counter or the argument path at the position; declarations as writes. The same counter name
 * under another tool stays unmarked, for it is another counter.
 */
export function documentHighlights(document: PolicyDocument, position: Position): DocumentHighlight[] {
  const name = nameAt(document, document.text.offsetAt(position));
  if (name === undefined) return [];
  return occurrencesOf(name, document).map(({ node, isDeclaration }) => ({
    range: rangeOf(spanOf(node), document),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
