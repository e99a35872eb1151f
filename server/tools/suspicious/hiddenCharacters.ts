import { everyHidden, withoutNeeded } from '../../policy/hiddenCharacters.ts';

type Kind = readonly [characters: RegExp, one: string, more: string];

const kinds: readonly Kind[] = [
  [/[\u{E0000}-\u{E00FF}]/u, 'tag character', 'tag characters'],
  [/[\u200B-\u200D\u2060\uFEFF\u180E]/u, 'zero-width character', 'zero-width characters'],
  [/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u, 'direction control', 'direction controls'],
  [/[\uFE00-\uFE0F\u180B-\u180D\u{E0100}-\u{E01EF}]/u, 'variation selector', 'variation selectors'],
];
const otherKind: Kind = [/(?:)/u, 'character that does not show', 'characters that do not show'];

/** Hidden characters of a text. */
export interface HiddenCharacters {
  /** Of the first one, in UTF-16 code units. */
  readonly offset: number;
  /** E.g. `3 tag characters, 1 direction control`. */
  readonly words: string;
  /** What tag characters spell, which some models read. */
  readonly spelled: string | undefined;
}

/** Those of a text that no real text needs; `undefined` when there is none. Reads the text a fixed number of times. */
export function hiddenCharacters(text: string): HiddenCharacters | undefined {
  if (text.search(everyHidden) < 0) return undefined;
  const counts = new Map<string, number>();
  let offset: number | undefined;
  let spelled = '';
  for (const { index, 0: character } of withoutNeeded(text).matchAll(everyHidden)) {
    offset ??= index;
    counts.set(character, (counts.get(character) ?? 0) + 1);
    spelled += asciiOfTag(character);
  }
  if (offset === undefined) return undefined;
  return { offset, words: countsInWords(counts), spelled: spelled.length < 3 ? undefined : spelled };
}

/** The text with every such character written as `<U+200B>`, those of emoji, too. */
export function writtenOut(text: string): string {
  return text.replaceAll(everyHidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}

function asciiOfTag(character: string): string {
  const code = (character.codePointAt(0) ?? 0) - 0xe0000;
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '';
}

function countsInWords(ofCharacters: ReadonlyMap<string, number>): string {
  const counts = new Map<Kind, number>();
  for (const [character, count] of ofCharacters) {
    const kind = kinds.find(([pattern]) => pattern.test(character)) ?? otherKind;
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return [...counts].map(([[, one, more], count]) => `${count} ${count === 1 ? one : more}`).join(', ');
}
