import { type Node, properties } from '../syntax/syntaxTree.ts';
import { writtenJson } from '../writtenJson.ts';
import { brokenLine, type NewEntries } from './brokenLine.ts';
import type { Replacement } from './replacement.ts';
import {
  braceBlank,
  indentationUnit,
  isAtLineStart,
  isPropertyLine,
  lineEndOf,
  lineIndentation,
  lineLength,
  longestLine,
} from './textLayout.ts';

/*
 * New entries for objects and lists, laid out as a person would go on: on a line of its own where the entries before have
 * one, with their indentation and the text's own line ends.
 */

/** A key and its value, as JSON text whose further lines are indented as the place asks. */
export type NewProperty = readonly [name: string, value: string];

/**
 * Adds `"name": value` to an object.
 * @param value JSON text; its further lines are indented as the place asks
 * @param order the object's keys as they belong: the new one goes before the first that is listed behind it. Without, or
 * when none is, it goes to the end
 * @param around the objects and lists around the object, outermost first, which may be broken up, too
 */
export function withProperty(
  source: string,
  object: Node,
  name: string,
  value: string,
  order: readonly string[] = [],
  around: readonly Node[] = [],
): Replacement {
  return withProperties(source, object, [[name, value]], order, around);
}

/** Adds several properties at one place, where the first of them belongs. */
export function withProperties(
  source: string,
  object: Node,
  added: readonly NewProperty[],
  order: readonly string[] = [],
  around: readonly Node[] = [],
): Replacement {
  const texts = added.map(([name, value]) => `${writtenJson(name)}: ${value}`);
  const rank = order.indexOf(added[0]?.[0] ?? '');
  const next = rank < 0 ? -1 : properties(object).findIndex(({ name }) => order.indexOf(name) > rank);
  return withEntries(source, around, object, { texts, next });
}

/**
 * Adds an element, JSON text, at the end of a list.
 * @param around the objects and lists around the list, outermost first, which may be broken up, too
 */
export function withElement(source: string, list: Node, value: string, around: readonly Node[] = []): Replacement {
  return withEntries(source, around, list, { texts: [value], next: -1 });
}

/** Adds elements, JSON text each, at the end of a list: on its line, or on one line each where it has lines or needs them. */
export function withElements(source: string, list: Node, values: readonly string[]): Replacement {
  return withEntries(source, [], list, { texts: values, next: -1 });
}

function withEntries(source: string, around: readonly Node[], container: Node, added: NewEntries): Replacement {
  return brokenLine(source, [...around, container], added) ?? inside(source, container, added);
}

function inside(source: string, container: Node, { texts, next }: NewEntries): Replacement {
  const entries = container.children ?? [];
  const last = entries.at(-1);
  if (last === undefined) return insideEmpty(source, container, texts, false);
  if (mustBreak(source, container, last, texts)) {
    const written = entries.map(({ offset, length }) => source.slice(offset, offset + length));
    return insideEmpty(source, container, written.toSpliced(next < 0 ? written.length : next, 0, ...texts), true);
  }
  const following = entries[next];
  if (following === undefined) {
    const separator = between(source, last);
    const text = texts.map((each) => `,${separator}${indented(source, each, last.offset)}`).join('');
    return { span: { offset: last.offset + last.length, length: 0 }, text };
  }
  const separator = between(source, following);
  const text = texts.map((each) => `${indented(source, each, following.offset)},${separator}`).join('');
  return { span: { offset: following.offset, length: 0 }, text };
}

/** True when a container that is on the line of its key has to be broken up, since its line would become too long. */
function mustBreak(source: string, container: Node, last: Node, texts: readonly string[]): boolean {
  const end = container.offset + container.length - 1;
  const isClosed = last.offset + last.length <= end && source[end] === (container.type === 'object' ? '}' : ']');
  // A policy that is all on one line stays so; changes inside of it would be lost besides.
  const isRoot = source.slice(0, container.offset).trim() === '';
  if (!isClosed || isRoot || !isPropertyLine(source, container.offset)) return false;
  if (container.length > longestLine * 10 || source.slice(container.offset, end).includes('\n')) return false;
  const added = texts.reduce((sum, text) => sum + text.length + 2, 0);
  const length = lineLength(source, container.offset, longestLine) + added;
  return length > longestLine || texts.some((text) => text.includes('\n'));
}

/** What stands between an entry and the one before it: a line break where it has a line of its own. */
function between(source: string, entry: Node): string {
  if (!isAtLineStart(source, entry.offset)) return ' ';
  return `${lineEndOf(source)}${lineIndentation(source, entry.offset)}`;
}

function insideEmpty(source: string, container: Node, texts: readonly string[], isBroken: boolean): Replacement {
  const span = { offset: container.offset + 1, length: Math.max(0, container.length - 2) };
  const hasLines = source.slice(span.offset, span.offset + span.length).includes('\n');
  const outer = lineIndentation(source, container.offset);
  if (isBroken || hasLines || wantsLines(source, container, texts)) {
    const lineEnd = lineEndOf(source);
    const inner = outer + indentationUnit(source);
    const lines = texts.map((text) => `${lineEnd}${inner}${text.replaceAll('\n', `${lineEnd}${inner}`)}`);
    return { span, text: `${lines.join(',')}${lineEnd}${outer}` };
  }
  const blank = container.type === 'object' ? braceBlank(source) : '';
  return { span, text: `${blank}${texts.map((text) => indented(source, text, container.offset)).join(', ')}${blank}` };
}

function wantsLines(source: string, container: Node, texts: readonly string[]): boolean {
  if (container.type === 'object') return isPropertyLine(source, container.offset);
  const length = texts.reduce((sum, text) => sum + text.length + 2, lineLength(source, container.offset, longestLine));
  return (
    texts.some((text) => text.includes('\n')) || (length > longestLine && isPropertyLine(source, container.offset))
  );
}

function indented(source: string, text: string, offset: number): string {
  return text.includes('\n') ? text.replaceAll('\n', `${lineEndOf(source)}${lineIndentation(source, offset)}`) : text;
}
