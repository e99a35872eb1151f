import { shownLine, shownName } from '../../policy/shownName.ts';
import type { Tool } from '../tool.ts';
import { hiddenCharacters, writtenOut } from './hiddenCharacters.ts';
import { instructions } from './instructions.ts';
import { lookalikesOfName, mixedWord } from './lookalikes.ts';
import { type ToolText, toolTexts } from './toolTexts.ts';

/** In UTF-16 code units: of one text, and of all texts of a tool. */
const longestText = 50_000;
const longestOfTool = 400_000;
const mostFlags = 8;
/** Around what is quoted. */
const contextBefore = 20;
const longestQuote = 140;

const known = new WeakMap<Tool, readonly string[]>();

/**
 * What is suspicious in a tool's texts, a sentence each: characters that do not show, letters that look like others,
 * instructions to a model. The place is quoted with hidden characters written out, and nothing in it is followed. The
 * time is bounded, whatever the server sends; what was not looked at is said.
 */
export function toolFlags(tool: Tool): readonly string[] {
  const before = known.get(tool);
  if (before !== undefined) return before;
  const flags = flagsOf(tool);
  known.set(tool, flags);
  return flags;
}

function flagsOf(tool: Tool): readonly string[] {
  const { texts, isWhole } = toolTexts(tool);
  const flags: string[] = [];
  let left = longestOfTool;
  let isCut = !isWhole;
  for (const each of texts) {
    const text = each.text.slice(0, Math.min(longestText, left));
    isCut ||= text.length < each.text.length;
    left -= text.length;
    flags.push(...flagsOfText({ ...each, text }));
  }
  const shown = flags.slice(0, mostFlags);
  if (flags.length > shown.length)
    shown.push(`${flags.length - shown.length} more places of its texts are suspicious.`);
  if (isCut) shown.push('Its texts are longer than any tool needs, and were not looked at to their end.');
  return shown;
}

function flagsOfText({ where, text, isName }: ToolText): string[] {
  const flags: string[] = [];
  const hidden = hiddenCharacters(text);
  if (hidden !== undefined) {
    const spelled = hidden.spelled === undefined ? '' : `, which spell ${shownName(hidden.spelled)}`;
    flags.push(`${where} has ${hidden.words}${spelled}: ${quoted(text, hidden.offset)}.`);
  }
  const lookalikes = isName ? lookalikesOfName(text) : undefined;
  if (lookalikes !== undefined) flags.push(`${where} ${lookalikes}: ${asciiOnly(text)}.`);
  const mixed = isName ? undefined : mixedWord(text);
  if (mixed !== undefined)
    flags.push(`${where} has a word that mixes letters of two scripts: ${asciiOnly(text.slice(mixed, mixed + 40))}.`);
  for (const { does, pattern } of instructions) {
    const found = pattern.exec(text);
    if (found !== null) flags.push(`${where} ${does}: ${quoted(text, found.index)}.`);
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
