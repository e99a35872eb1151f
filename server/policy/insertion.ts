import type { Replacement } from './replacement.ts';
import { elements, type Node, properties } from './syntaxTree.ts';

/*
 * New entries for objects and lists, laid out as a person would go on: on a line of its own where the entries before have
 * one, with their indentation and the text's own line ends.
 */

/**
 * Adds `"name": value` at the end of an object.
 * @param value JSON text; its further lines are indented as the place asks
 */
export function withProperty(source: string, object: Node, name: string, value: string): Replacement {
  const entries = properties(object).map(({ node }) => node);
  return withEntry(source, object, entries, `${JSON.stringify(name)}: ${value}`);
}

/** Adds an element, JSON text, at the end of a list. */
export function withElement(source: string, list: Node, value: string): Replacement {
  return withEntry(source, list, elements(list), value);
}

function withEntry(source: string, container: Node, entries: readonly Node[], entry: string): Replacement {
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const last = entries.at(-1);
  if (last !== undefined) {
    const place = { offset: last.offset + last.length, length: 0 };
    const indentation = ownLine(source, last.offset);
    if (indentation === undefined)
      return { span: place, text: `, ${indented(entry, lineIndentation(source, last.offset), lineEnd)}` };
    return { span: place, text: `,${lineEnd}${indentation}${indented(entry, indentation, lineEnd)}` };
  }
  const inside = { offset: container.offset + 1, length: Math.max(0, container.length - 2) };
  const outer = lineIndentation(source, container.offset);
  const inner = outer + indentationUnit(source);
  const isShort = container.type === 'array' && !entry.includes('\n');
  if (isShort) return { span: inside, text: entry };
  return { span: inside, text: `${lineEnd}${inner}${indented(entry, inner, lineEnd)}${lineEnd}${outer}` };
}

/** What stands before an offset on its line when that is blank; `undefined` when something else does. */
function ownLine(source: string, offset: number): string | undefined {
  const before = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The blanks that the offset's line starts with. */
export function lineIndentation(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(source.slice(start, offset))?.[0] ?? '';
}

/** One step of the text's own indentation: that of its first indented line, two spaces where there is none. */
export function indentationUnit(source: string): string {
  return /\n([ \t]+)\S/.exec(source.slice(0, 10_000))?.[1] ?? '  ';
}

function indented(entry: string, indentation: string, lineEnd: string): string {
  return entry.replaceAll('\n', `${lineEnd}${indentation}`);
}
