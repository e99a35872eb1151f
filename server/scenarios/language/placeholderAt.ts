import type { Span } from '../../policy/syntax/span.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** The `${key}` of a string that an offset touches, by the text as it is written. */
export function placeholderAt(string: Node, offset: number, source: string): { key: string; span: Span } | undefined {
  const written = source.slice(string.offset, string.offset + string.length);
  for (const { 0: whole, 1: content = '', index } of written.matchAll(/\$\{([^{}]+)\}/g)) {
    const start = string.offset + index;
    if (offset < start || offset > start + whole.length) continue;
    const key = unescaped(content);
    return key === undefined ? undefined : { key, span: { offset: start, length: whole.length } };
  }
  return undefined;
}

/** `undefined` where an escape is broken. */
function unescaped(content: string): string | undefined {
  try {
    const text: unknown = JSON.parse(`"${content}"`);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
