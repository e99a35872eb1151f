/** What a pattern says literally at its beginning and at its end. A guess, to be tried and never to be relied upon. */
export interface PatternEnds {
  /** Whether it begins with `^` or `\A`. */
  readonly isAnchored: boolean;
  /** The text behind the anchor, up to the first part that is no plain character. */
  readonly start: string;
  /** Whether there is nothing in the pattern but the anchor and that text. */
  readonly isAllStart: boolean;
  /** The plain text before a last `$` or `\z`; empty when there is none. */
  readonly end: string;
}

const flags = /^\(\?[a-zA-Z]+\)/;
const anchor = /^(?:\^|\\A)/;
/** A dot without its backslash is most often meant as one, and accepts one. */
const plain = /^(?:\\([^a-zA-Z0-9])|(\.(?![*+?{]))|([^\\.^$*+?()[\]{}|]))/;
const plainEnd = /((?:\\[^a-zA-Z0-9]|[^\\.^$*+?()[\]{}|]){1,40})(?:\$|\\z)$/;

/** Reads plain characters and escapes only, and stops where anything else begins: what it does not understand is not claimed. */
export function patternEnds(pattern: string): PatternEnds {
  let rest = pattern.replace(flags, '');
  const isAnchored = anchor.test(rest);
  rest = rest.replace(anchor, '');
  let start = '';
  for (let found = plain.exec(rest); found !== null && start.length < mostPlain; found = plain.exec(rest)) {
    const behind = rest.slice(found[0].length);
    if (/^[*?{]/.test(behind)) break;
    start += found[1] ?? found[2] ?? found[3] ?? '';
    rest = behind;
  }
  return { isAnchored, start, isAllStart: rest === '', end: unescaped(plainEnd.exec(pattern)?.[1] ?? '') };
}

const mostPlain = 200;

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
