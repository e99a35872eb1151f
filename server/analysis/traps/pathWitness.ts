import { nameWords } from '../../tools/riskWords.ts';
import { type PatternEnds, patternEnds } from './patternEnds.ts';

/** A text that a pattern on a path or an address should not accept, in case it does. */
export interface Witness {
  readonly text: string;
  /** What the pattern forgets. */
  readonly gap: 'dots' | 'host' | 'front';
}

const pathWords = new Set('cwd dir directory file filename filepath folder path paths root'.split(' '));
const addressWords = new Set('endpoint href link origin uri url webhook'.split(' '));

/** What an argument is by the last name of its path. */
export function namedAs(path: string): 'path' | 'address' | undefined {
  const words = nameWords(path.slice(path.lastIndexOf('.') + 1));
  if (words.some((word) => addressWords.has(word))) return 'address';
  return words.some((word) => pathWords.has(word)) ? 'path' : undefined;
}

/**
 * What to try a pattern with. The argument is taken for a path or an address by its name, or by how the pattern begins:
 * `^/`, `^./`, `^~/` or a scheme such as `https://`. A pattern that names no folder and no host is not judged.
 */
export function witnesses(path: string, pattern: string): Witness[] {
  const ends = patternEnds(pattern);
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(ends.start);
  const named = namedAs(path);
  if (hasScheme || named === 'address') return ofAddress(ends, hasScheme);
  const looksLikePath = ends.isAnchored && /^(?:\/|\.\/|~\/)/.test(ends.start);
  return named === 'path' || looksLikePath ? ofPath(ends) : [];
}

/** `^/app/src/` accepts `/app/src/../../etc/passwd`. */
function ofPath({ start, end }: PatternEnds): Witness[] {
  if (!start.includes('/')) return [];
  const folder = start.endsWith('/') ? start : `${start}/`;
  return [`${folder}../../etc/passwd`, `${folder}../../etc/passwd${end}`].map((text) => ({ text, gap: 'dots' }));
}

/** `^https://api\.example\.com` accepts `https://api.example.com.evil.example/`. */
function ofAddress({ isAnchored, start, end }: PatternEnds, hasScheme: boolean): Witness[] {
  const host = start.slice(start.indexOf('://') + 3);
  const isOpen = hasScheme && host !== '' && !/[/?#]/.test(host);
  const opened = isOpen ? [`${start}.evil.example/`, `${start}@evil.example/`] : [];
  const fronted =
    !isAnchored && start.includes('.')
      ? [`https://evil.example/?${start}`, `https://evil.example/?${start}${end}`]
      : [];
  return [
    ...opened.map((text): Witness => ({ text, gap: 'host' })),
    ...fronted.map((text): Witness => ({ text, gap: 'front' })),
  ];
}
