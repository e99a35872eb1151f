import { shownLine, shownName } from '../../policy/shownName.ts';
import { hiddenCharacters, writtenOut } from './hiddenCharacters.ts';
import { instructions } from './instructions.ts';
import { lookalikesOfName, mixedWord } from './lookalikes.ts';
import type { ToolText } from './toolTexts.ts';

/** Around what is quoted. */
const contextBefore = 20;
const longestQuote = 140;

/** What is suspicious in a text, a sentence each. The place is quoted with hidden characters written out. */
export function textFlags({ where, text, isName }: ToolText): string[] {
  const flags: string[] = [];
  const say = (what: string): number => flags.push(`${where()} ${what}`);
  const hidden = hiddenCharacters(text);
  if (hidden !== undefined) {
    const spelled = hidden.spelled === undefined ? '' : `, which spell ${shownName(hidden.spelled)}`;
    say(`has ${hidden.words}${spelled}: ${quoted(text, hidden.offset)}.`);
  }
  const lookalikes = isName ? lookalikesOfName(text) : undefined;
  if (lookalikes !== undefined) say(`${lookalikes}: ${asciiOnly(text)}.`);
  const mixed = isName ? undefined : mixedWord(text);
  if (mixed !== undefined)
    say(`has a word that mixes letters of two scripts: ${asciiOnly(text.slice(mixed, mixed + 40))}.`);
  for (const { does, pattern } of instructions) {
    const found = pattern.exec(text);
    if (found !== null) say(`${does}: ${quoted(text, found.index)}.`);
  }
  return flags;
}

function quoted(text: string, offset: number): string {
  const start = Math.max(0, offset - contextBefore);
  const stretch = text
    .slice(start, start + longestQuote)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const more = [start > 0 ? '…' : '', start + longestQuote < text.length ? '…' : ''];
  return `"${more[0]}${shownLine(writtenOut(stretch), 4 * longestQuote)}${more[1]}"`;
}

/** With every letter beyond ASCII written as its number, since by their looks they cannot be told apart. */
function asciiOnly(text: string): string {
  const written = text.replaceAll(/[^\x20-\x7E]/gu, (letter) => {
    return `<U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
  });
  return `"${shownLine(written, 400)}"`;
}
