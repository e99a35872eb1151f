import { visibleLine } from '../../policy/visibleText.ts';
import type { ServerDefinitionSummary } from '../../protocol/serverDefinition.ts';

/** In UTF-16 code units. Whoever is asked about more cannot look at it: a dialog ends where the screen does. */
export const mostShown = 6_000;

/** Blanks of other scripts, and what looks like one or like nothing. */
const likeBlanks = /(?! )\p{Zs}|[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** So many blanks in a row push what follows them to where nobody looks. */
const manyBlanks = / {10,}/g;

/** A part of a definition for people who are about to say yes to it: on one line, and nothing in it hides anything. */
export function shownWhole(text: string): string {
  return visibleLine(text)
    .replaceAll(likeBlanks, written)
    .replaceAll(manyBlanks, (blanks) => `<${blanks.length} blanks>`);
}

function written(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** True when a person could not look at all of what is started, requested and set. */
export function isTooLongToShow({
  name,
  target,
  cwd = '',
  environment,
  headers,
  client = [],
}: ServerDefinitionSummary): boolean {
  const shown = [name, target, cwd, ...environment, ...headers, ...client];
  return shown.reduce((sum, { length }) => sum + length, 0) > mostShown;
}
