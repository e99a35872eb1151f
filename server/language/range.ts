import type { Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Span } from '../policy/syntax/span.ts';

/** A span in lines and characters: zero-based, UTF-16. */
export function rangeOf(span: Span, { text }: Pick<PolicyDocument, 'text'>): Range {
  return { start: text.positionAt(span.offset), end: text.positionAt(span.offset + span.length) };
}
