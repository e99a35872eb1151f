import { RE2JS } from 're2js';

/** Longer patterns are not written by people. */
const longestPattern = 500;

/**
 * Whether a glob pattern of a setting fits a path with slashes; one without a slash fits by the file's name. As in VS Code:
 * `*` and `?` within a name, `**` over any number of folders, `{a,b}` for either, `[a-z]` and `[!a-z]` for one character;
 * a backslash takes the next character as it is. What is no pattern fits nothing.
 *
 * Settings come with a folder from anywhere. So the pattern becomes an RE2 expression, whose time grows with the path's
 * length and never with its power: the usual translations to JavaScript's expressions hang on `*a*a*a*a*a*a*a*a*b`.
 */
export function fitsPattern(path: string, pattern: string): boolean {
  if (pattern === '' || pattern.length > longestPattern) return false;
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  try {
    return RE2JS.compile(expressionOf(pattern), RE2JS.DOTALL).matches(subject);
  } catch {
    // A class such as `[z-a]`.
    return false;
  }
}

/** A part of a pattern: what is written between slashes and braces is taken as it is. */
const part = /\*\*\/|\*+|\?|\[[!^]?\]?[^\]/]*\]|\{|\}|,|\\?./gsu;

function expressionOf(pattern: string): string {
  // A brace that is never closed is a character like any other.
  let closers = pattern.match(/(?<!\\)\}/g)?.length ?? 0;
  let open = 0;
  let expression = '';
  for (const { 0: text, index } of pattern.matchAll(part)) {
    const startsName = index === 0 || '/{,'.includes(pattern.charAt(index - 1));
    if (text === '{' && closers > open) {
      open++;
      expression += '(?:';
    } else if (text === '}') {
      closers--;
      expression += open > 0 ? ')' : '\\}';
      open = Math.max(0, open - 1);
    } else if (text === ',' && open > 0) {
      expression += '|';
    } else if (text === '**/') {
      expression += startsName ? '(?:[^/]+/)*' : '[^/]*/';
    } else if (text.startsWith('*')) {
      const isFolders = text === '**' && startsName && isEndOfName(pattern.charAt(index + 2));
      expression += isFolders ? '.*' : '[^/]*';
    } else {
      expression += oneCharacter(text);
    }
  }
  return expression;
}

function isEndOfName(next: string): boolean {
  return next === '' || next === ',' || next === '}';
}

function oneCharacter(text: string): string {
  if (text === '?') return '[^/]';
  if (text.length > 2 && text.startsWith('[')) {
    const isNegated = text[1] === '!' || text[1] === '^';
    const members = text.slice(isNegated ? 2 : 1, -1).replaceAll(/[[\]\\^&~]/g, '\\$&');
    return isNegated ? `[^/${members}]` : `[${members}]`;
  }
  return RE2JS.quote(text.length > 1 && text.startsWith('\\') ? text.slice(1) : text);
}
