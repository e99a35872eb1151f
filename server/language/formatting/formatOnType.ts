import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver-types';
import type { Replacement } from '../../policy/edits/replacement.ts';
import { lineIndentation } from '../../policy/edits/textLayout.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import { treePlaceAt } from '../../policy/syntax/treePlace.ts';
import { textEdits } from '../textEdits.ts';
import { indentationStep } from './formatRange.ts';
import { hasSoundStructure } from './soundStructure.ts';
import { lineSpacings, spacings } from './spacing.ts';

/**
 * The indentation of the lines that were just finished: of the object or list that a bracket closed, of a new line, of the
 * line before a comma. Everything is measured by the line that the object around was opened on, as it stands.
 * @param position behind the typed character
 * @param character `}`, `]`, a line end or a comma
 */
export function formatOnType(
  document: PolicyDocument,
  position: Position,
  character: string,
  options: FormattingOptions,
): TextEdit[] {
  if (!hasSoundStructure(document)) return [];
  const offset = document.text.offsetAt(position);
  const unit = indentationStep(options);
  return textEdits(changes(document, offset, character, unit), document);
}

function changes(document: PolicyDocument, offset: number, character: string, unit: string): Replacement[] {
  const source = document.text.getText();
  if (character === '\n') return lineChanges(document, offset, unit);
  const typed = offset - 1;
  if (source[typed] !== character || isInString(document, typed)) return [];
  // A comma finishes the object or list that it stands behind.
  const end = character === ',' ? source.slice(0, typed).trimEnd().length : offset;
  const closed = closedAt(document, end);
  if (closed === undefined) return character === ',' ? lineChanges(document, typed, unit) : [];
  const base = lineIndentation(source, closed.offset);
  const all = spacings({ source, from: closed.offset, to: closed.offset + closed.length, base, unit });
  return all.filter(({ isIndentation }) => isIndentation);
}

/** The indentation of the one line that an offset is on. */
function lineChanges({ root, text }: PolicyDocument, offset: number, unit: string): Replacement[] {
  const source = text.getText();
  const start = text.offsetAt({ line: text.positionAt(offset).line, character: 0 });
  const blanks = /^[ \t]*/.exec(source.slice(start, start + 1000))?.[0] ?? '';
  const first = start + blanks.length;
  const container = containerAround(root, first);
  if (container === undefined || container.offset >= start) return [];
  const outer = lineIndentation(source, container.offset);
  const isCloser = first === container.offset + container.length - 1;
  return lineSpacings(blanks, start, isCloser ? outer : outer + unit);
}

/** The innermost object or list that has an offset between its brackets, its closing one included. */
function containerAround(root: Node | undefined, offset: number): Node | undefined {
  const place = treePlaceAt(root, offset);
  if (place === undefined) return undefined;
  return [...place.around, place.node].findLast(
    (node) => isContainer(node) && node.offset < offset && offset < node.offset + node.length,
  );
}

/** The object or list whose closing bracket ends there. */
function closedAt({ root }: PolicyDocument, end: number): Node | undefined {
  const place = treePlaceAt(root, end - 1);
  if (place === undefined) return undefined;
  return [...place.around, place.node].findLast((node) => isContainer(node) && node.offset + node.length === end);
}

function isContainer({ type }: Node): boolean {
  return type === 'object' || type === 'array';
}

function isInString({ root }: PolicyDocument, offset: number): boolean {
  const node = treePlaceAt(root, offset)?.node;
  return node?.type === 'string' && node.offset < offset && offset < node.offset + node.length;
}
