import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import { type Replacement, replaced } from '../../policy/edits/replacement.ts';
import { lineEndOf } from '../../policy/edits/textLayout.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { textEdits } from '../textEdits.ts';
import { hasSoundStructure } from './soundStructure.ts';
import { lineSpacings, spacings } from './spacing.ts';

/**
 * Sets indentation and blanks right and leaves the lines as the author broke them. Nothing where a bracket or a quote is
 * missing: there only its author knows what belongs where.
 */
export function formatDocument(document: PolicyDocument, options: FormattingOptions): TextEdit[] {
  return textEdits(inFew(allChanges(document, options), document), document);
}

/** The same for the lines that a range touches; the last one not when the range only reaches to its start. */
export function formatRange(document: PolicyDocument, { start, end }: Range, options: FormattingOptions): TextEdit[] {
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const lineAt = (offset: number): number => document.text.positionAt(offset).line;
  const all = allChanges(document, { ...options, insertFinalNewline: false, trimFinalNewlines: false });
  const touched = all.filter(
    ({ span }) => lineAt(span.offset) >= start.line && lineAt(span.offset + span.length) <= lastLine,
  );
  return textEdits(inFew(touched, document), document);
}

/** One step of indentation, as the editor has it. */
export function indentationStep({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(Math.trunc(tabSize) || 0, 0), 16)) : '\t';
}

function allChanges(document: PolicyDocument, options: FormattingOptions): Replacement[] {
  return hasSoundStructure(document) ? [...changes(document, options), ...changesAtEnd(document, options)] : [];
}

/** Small edits keep cursors and marks where they are; more than these weigh many times what the text does. */
const mostEdits = 10_000;

/** The edits, or where they are too many the one that replaces all from the first to the last of them. */
function inFew(edits: readonly Replacement[], { text }: PolicyDocument): readonly Replacement[] {
  const [first, last] = [edits[0], edits.at(-1)];
  if (edits.length <= mostEdits || first === undefined || last === undefined) return edits;
  const source = text.getText();
  const [start, end] = [first.span.offset, last.span.offset + last.span.length];
  const formatted = replaced(source, edits);
  const behind = source.length - end;
  return [{ span: { offset: start, length: end - start }, text: formatted.slice(start, formatted.length - behind) }];
}

function changes({ text }: PolicyDocument, options: FormattingOptions): Replacement[] {
  const source = text.getText();
  const start = source.search(/[^ \t\r\n]/);
  return [
    ...lineSpacings(source.slice(0, start), 0, ''),
    ...spacings({ source, from: start, to: source.length, base: '', unit: indentationStep(options) }),
  ];
}

/** What follows the last token: no blanks, and as many line ends as the editor's settings want. */
function changesAtEnd({ text }: PolicyDocument, options: FormattingOptions): Replacement[] {
  const source = text.getText();
  const end = source.trimEnd().length;
  const rest = source.slice(end);
  const [first = ''] = /\r\n|\r|\n/.exec(rest) ?? [];
  const lineEnd = first === '' && options.insertFinalNewline === true ? lineEndOf(source) : first;
  const isReplaced = options.trimFinalNewlines === true || lineEnd !== first;
  if (!isReplaced) return lineSpacings(rest, end, '');
  return rest === lineEnd ? [] : [{ span: { offset: end, length: rest.length }, text: lineEnd }];
}
