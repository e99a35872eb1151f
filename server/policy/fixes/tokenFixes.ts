import type { ProblemFix } from '../problems/problem.ts';
import { writtenJson } from '../writtenJson.ts';

/** Longer tokens are not looked into. */
const longest = 10_000;

/** What was meant by a token that JSON does not have: another quote, no quotes, another language's word. */
export function fixesOfSymbol(source: string, offset: number, length: number): ProblemFix[] {
  if (offset === 0 && source.startsWith('\uFEFF'))
    return [
      { title: 'Remove the byte order mark', edits: [{ span: { offset: 0, length: 1 }, text: '' }], isEvident: true },
    ];
  const symbol = source.slice(offset, offset + Math.min(length, longest));
  const text = textMeant(symbol, source.slice(0, offset), source.slice(offset + length, offset + length + 100));
  if (text === undefined || length > longest) return [];
  return [{ title: `Change to ${text}`, edits: [{ span: { offset, length }, text }], isEvident: true }];
}

const keywords: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
]);

function textMeant(symbol: string, before: string, after: string): string | undefined {
  const inQuotes = /^['`“”„‘’]([^'`“”„‘’"\\]*)['`“”‘’]$/.exec(symbol)?.[1];
  if (inQuotes !== undefined) return writtenJson(inQuotes);
  const number = /^\+?(\d*)(\.\d+)?$/.exec(symbol);
  if (number !== null) return `${number[1] || '0'}${number[2] ?? ''}`;
  if (!/^[A-Za-z_$][\w$.-]*$/.test(symbol)) return undefined;
  if (/^\s*:/.test(after)) return writtenJson(symbol);
  // A word behind a colon, up to the end of its line or entry: a value whose quotes are missing.
  const isWholeValue = /:[ \t]*$/.test(before.slice(-20)) && /^[ \t]*(?:[,}\]\r\n]|$)/.test(after);
  return isWholeValue ? (keywords.get(symbol.toLowerCase()) ?? writtenJson(symbol)) : undefined;
}

/** What was meant by a string that JSON does not read: its end is missing, or it holds what must be escaped. */
export function fixesOfString(source: string, offset: number, length: number): ProblemFix[] {
  const text = source.slice(offset, offset + length);
  if (length > longest || !text.startsWith('"')) return [];
  if (!/^"(?:[^"\\]|\\.)*"$/s.test(text)) return fixesOfOpenString(text, offset);
  const escaped = text
    // A backslash that escapes nothing was meant as itself, as patterns are full of them.
    .replaceAll(/\\(.)/gs, (written, character: string, at: number) =>
      isEscape(character, text.slice(at + 2, at + 6)) ? written : `\\\\${character}`,
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON does not allow
    .replaceAll(/[\u0000-\u001F]/g, (character) => JSON.stringify(character).slice(1, -1));
  if (escaped === text) return [];
  return [
    { title: 'Write the escapes of JSON', edits: [{ span: { offset, length }, text: escaped }], isEvident: true },
  ];
}

function isEscape(character: string, following: string): boolean {
  return character === 'u' ? /^[\da-fA-F]{4}$/.test(following) : '"\\/bfnrt'.includes(character);
}

/** It reaches to the end of its line, with what was meant to follow it. */
function fixesOfOpenString(text: string, offset: number): ProblemFix[] {
  const key = /^"[\w$-]+(?=\s*:\s*[[{]?\s*$)/.exec(text)?.[0];
  const value = /^(.*?)[ \t]*,?\s*$/.exec(text)?.[1] ?? text;
  const end = key?.length ?? value.length;
  // A bracket at the end may be of the text, or behind it.
  const isEvident = key !== undefined || (value.length > 1 && !/[[\]{}:]$/.test(value) && !value.endsWith('\\'));
  if (!isEvident) return [];
  return [
    { title: 'Add the closing quote', edits: [{ span: { offset: offset + end, length: 0 }, text: '"' }], isEvident },
  ];
}
