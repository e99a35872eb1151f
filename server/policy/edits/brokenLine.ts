import type { Node } from '../syntax/syntaxTree.ts';
import type { Replacement } from './replacement.ts';
import {
  braceBlank,
  indentationUnit,
  isPropertyLine,
  lineEndOf,
  lineIndentation,
  lineLength,
  longestLine,
} from './textLayout.ts';

/** Entries that are to be written into a container. */
export interface NewEntries {
  /** JSON text of each: an element, or a key with its value. */
  readonly texts: readonly string[];
  /** The place of the entry before which they go; -1 for the end. */
  readonly next: number;
}

/**
 * New entries for the last of several containers, each inside the one before, where the line that holds them all would
 * become too long: the outermost one is broken up, and so are those inside whose line is too long even then. `undefined`
 * when there is no such line, and the entries can be written where they belong.
 * @param nested objects and lists, outermost first
 */
export function brokenLine(source: string, nested: readonly Node[], added: NewEntries): Replacement | undefined {
  const start = nested.findIndex((container) => isOnLineOfItsKey(source, container));
  const outer = nested[start];
  if (outer === undefined || start === nested.length - 1) return undefined;
  const growth = added.texts.reduce((sum, text) => sum + text.length + 2, 0);
  if (lineLength(source, outer.offset, longestLine) + growth <= longestLine) return undefined;
  const lineEnd = lineEndOf(source);
  const indentation = lineIndentation(source, outer.offset);
  const text = broken(source, nested.slice(start), added, indentation.length);
  return {
    span: { offset: outer.offset, length: outer.length },
    text: text.replaceAll('\n', `${lineEnd}${indentation}`),
  };
}

/** A policy that is all on one line stays so. */
function isOnLineOfItsKey(source: string, { offset, length, children = [] }: Node): boolean {
  const [end, last] = [offset + length, children.at(-1)];
  if (source.slice(0, offset).trim() === '' || length > longestLine * 10 || !isPropertyLine(source, offset))
    return false;
  const isClosed = last === undefined || last.offset + last.length < end;
  return isClosed && /[}\]]/.test(source[end - 1] ?? '') && !source.slice(offset, end).includes('\n');
}

/** The first container with an entry on each line. Further lines are indented as seen from the line that it is on. */
function broken(source: string, nested: readonly Node[], added: NewEntries, columns: number): string {
  const [container] = nested;
  const unit = indentationUnit(source);
  const lines = entriesOf(source, nested, added, (inner, prefix) => {
    const flat = onOneLine(source, inner, added);
    // Behind an entry stands a comma.
    const length = columns + unit.length + prefix.length + flat.length + 1;
    return length > longestLine ? broken(source, inner, added, columns + unit.length) : flat;
  });
  const [open, close] = container?.type === 'object' ? ['{', '}'] : ['[', ']'];
  return `${open}${lines.map((line) => `\n${unit}${line.replaceAll('\n', `\n${unit}`)}`).join(',')}\n${close}`;
}

function onOneLine(source: string, nested: readonly Node[], added: NewEntries): string {
  const entries = entriesOf(source, nested, added, (inner) => onOneLine(source, inner, added)).join(', ');
  const blank = nested[0]?.type === 'object' ? braceBlank(source) : '';
  return nested[0]?.type === 'object' ? `{${blank}${entries}${blank}}` : `[${entries}]`;
}

/** The first container's entries as they are to be: around the next container, or with the new ones. */
function entriesOf(
  source: string,
  [container, ...inside]: readonly Node[],
  { texts, next }: NewEntries,
  write: (nested: readonly Node[], prefix: string) => string,
): readonly string[] {
  const children = container?.children ?? [];
  const [inner] = inside;
  if (inner === undefined) {
    const written = children.map(({ offset, length }) => source.slice(offset, offset + length));
    return written.toSpliced(next < 0 ? written.length : next, 0, ...texts);
  }
  return children.map(({ offset, length }) => {
    const isAround = offset <= inner.offset && inner.offset + inner.length <= offset + length;
    if (!isAround) return source.slice(offset, offset + length);
    const prefix = source.slice(offset, inner.offset);
    return `${prefix}${write(inside, prefix)}`;
  });
}
