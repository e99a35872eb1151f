import type { Span } from '../../policy/syntax/span.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { type Containers, lastBefore } from './containersAt.ts';
import type { Slot } from './slot.ts';
import { endOfWord, isOpen, typedIn, wordAt } from './writtenWord.ts';

/** The slot at an offset in the innermost of the containers; `undefined` where nothing can be written. */
export function slotIn(containers: Containers, offset: number, source: string): Slot | undefined {
  const container = containers.around.at(-1);
  if (container === undefined) return undefined;
  const before = container.children?.[lastBefore(container.children, offset)];
  const found =
    container.type === 'object'
      ? inObject(container, before, offset, source)
      : inList(container, before, offset, source);
  if (found === undefined || hasLineBreak(source, found.span.offset, offset)) return undefined;
  const { part, key, over, span } = found;
  return {
    part,
    key,
    ...containers,
    over,
    span,
    typed: typedIn(span, offset, source),
    ...behind(part, before, span, source),
    missingComma: part === 'value' ? undefined : missingCommaBefore(span.offset, source),
  };
}

type Found = Pick<Slot, 'part' | 'key' | 'over' | 'span'>;

function inObject(object: Node, before: Node | undefined, offset: number, source: string): Found | undefined {
  const [key, value] = before?.children ?? [];
  if (before === undefined || key === undefined) return betweenEntries('key', object.offset + 1, offset, source);
  if (offset <= endOf(key)) return over('key', undefined, key, offset, source);
  const colon = before.colonOffset;
  if (value !== undefined && offset <= endOf(value)) {
    if (isScalar(value)) {
      const isAt = value.offset <= offset;
      return isAt ? over('value', String(key.value), value, offset, source) : undefined;
    }
    return offset === endOf(value) ? betweenEntries('key', offset, offset, source) : undefined;
  }
  if (value !== undefined) return betweenEntries('key', endOf(value), offset, source);
  if (colon === undefined) return onNewLine(endOf(key), offset, source);
  if (offset <= colon) return undefined;
  const span = wordAt(offset, source, colon + 1);
  const between = source.slice(colon + 1, span.offset);
  if (between.trim() === '') return { part: 'value', key: String(key.value), over: undefined, span };
  return between.includes(',')
    ? betweenEntries('key', colon + 1, offset, source)
    : onNewLine(colon + 1, offset, source);
}

function inList(list: Node, before: Node | undefined, offset: number, source: string): Found | undefined {
  if (before === undefined) return betweenEntries('element', list.offset + 1, offset, source);
  if (isScalar(before) && offset <= endOf(before)) return over('element', undefined, before, offset, source);
  return betweenEntries('element', Math.min(endOf(before), offset), offset, source);
}

/** A new entry, unless something stands before it that is neither a blank, a comma nor a stray word. */
function betweenEntries(part: 'key' | 'element', from: number, offset: number, source: string): Found | undefined {
  const span = wordAt(offset, source, from);
  if (/["{}[\]]/.test(source.slice(from, span.offset))) return undefined;
  return { part, key: undefined, over: undefined, span };
}

/** Behind something that is not complete a new entry starts on the next line only. */
function onNewLine(from: number, offset: number, source: string): Found | undefined {
  const found = betweenEntries('key', from, offset, source);
  if (found === undefined) return undefined;
  const between = source.slice(from, found.span.offset);
  return between.slice(between.trimEnd().length).includes('\n') ? found : undefined;
}

function over(part: Slot['part'], key: string | undefined, node: Node, offset: number, source: string): Found {
  const isOpenString =
    node.type === 'string' && (isOpen(node, source) || hasLineBreak(source, node.offset, endOf(node)));
  const span = isOpenString ? { offset: node.offset, length: endOfWord(offset, source) - node.offset } : spanOf(node);
  return { part, key, over: node, span };
}

function behind(
  part: Slot['part'],
  entry: Node | undefined,
  span: Span,
  source: string,
): Pick<Slot, 'followedBy' | 'needsComma'> {
  const next = firstNonBlank(span.offset + span.length, source);
  const startsEntry = /["{[\w-]/.test(next);
  if (part !== 'key') return { followedBy: 'nothing', needsComma: startsEntry };
  const isKeyOfValue =
    entry?.children?.[1] !== undefined && entry.colonOffset === undefined && entry.offset === span.offset;
  if (next === ':') return { followedBy: 'colon', needsComma: false };
  return isKeyOfValue ? { followedBy: 'value', needsComma: false } : { followedBy: 'nothing', needsComma: startsEntry };
}

/** A backslash at the end of a line draws the next one into the string. */
function hasLineBreak(source: string, start: number, end: number): boolean {
  return /[\n\r]/.test(source.slice(start, end));
}

function firstNonBlank(from: number, source: string): string {
  let at = from;
  while (/\s/.test(source[at] ?? '')) at++;
  return source[at] ?? '';
}

/** Where the text before an entry ends, when what stands there asks for a comma. */
function missingCommaBefore(offset: number, source: string): number | undefined {
  let end = offset;
  while (end > 0 && /\s/.test(source[end - 1] ?? '')) end--;
  return ',:[{'.includes(source[end - 1] ?? ' ') ? undefined : end;
}

function isScalar(node: Node): boolean {
  return node.type !== 'object' && node.type !== 'array';
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
