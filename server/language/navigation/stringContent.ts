import type { Span } from '../../policy/syntax/span.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import { endOf } from './nodesAround.ts';

/** False while the closing quote of a string is not typed yet: then it may have swallowed what follows on its line. */
export function isClosed(source: string, string: Node): boolean {
  const last = endOf(string) - 1;
  if (last <= string.offset || source[last] !== '"') return false;
  let before = last;
  while (source[before - 1] === '\\') before--;
  return (last - before) % 2 === 0;
}

/** What stands between the quotes of a string, escapes as they are written. */
export function contentOf(source: string, string: Node): Span {
  return { offset: string.offset + 1, length: string.length - (isClosed(source, string) ? 2 : 1) };
}
