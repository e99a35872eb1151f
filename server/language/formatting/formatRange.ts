import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Replacement } from '../../policy/replacement.ts';
import { lineEndOf } from '../../policy/textLayout.ts';
import { textEdits } from '../textEdits.ts';
import { hasSoundStructure } from './soundStructure.ts';
import { lineSpacings, spacings } from './spacing.ts';

/**
 * Sets indentation and blanks right and leaves the lines as the author broke them. Nothing where a bracket or a quote is
 * missing: there only its author knows what belongs where.
 */
export function formatDocument(document: PolicyDocument, options: FormattingOptions): TextEdit[] {
  if (!hasSoundStructure(document)) return [];
  return textEdits([...changes(document, options), ...changesAtEnd(document, options)], document);
}

/** The same for the lines that a range touches; the last one not when the range only reaches to its start. */
export function formatRange(document: PolicyDocument, { start, end }: Range, options: FormattingOptions): TextEdit[] {
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return formatDocument(document, { ...options, insertFinalNewline: false, trimFinalNewlines: false }).filter(
    ({ range }) => range.start.line >= start.line && range.end.line <= lastLine,
  );
}

/** One step of indentation, as the editor has it. */
export function indentationStep({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(Math.trunc(tabSize) || 0, 0), 16)) : '\t';
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
