/*
 * Characters that a person does not see and a model reads. What real texts need stays unmarked: emoji sequences, and the
 * joiners of Arabic and Indic scripts.
 */

/**
 * Control and format characters (zero width, bidirectional, tags), line separators, variation selectors, fillers that are
 * as wide as nothing, and the plane of tags as a whole, of which some are not assigned.
 */
const hidden =
  /(?![\t\n\r])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0\u{E0000}-\u{E0FFF}]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F])/gu;

/** Emoji are written with some of them: with a selector, joined to one picture, and the flags of regions with tags. */
const emoji =
  /\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F}|[\p{Emoji}\p{Emoji_Modifier}]\uFE0F?\u20E3?(?:\u200D\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)*/gu;
const joiners =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}\p{M}])[\u200C\u200D]/gu;
const directionMarks = /[\u200E\u200F\u061C]/gu;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

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
  let needed = text.replaceAll(emoji, blank).replaceAll(joiners, blank);
  if (rightToLeft.test(text)) needed = needed.replaceAll(directionMarks, blank);
  const found = [...needed.matchAll(hidden)];
  const [first] = found;
  if (first === undefined) return undefined;
  const spelled = found.map(([character]) => asciiOfTag(character)).join('');
  return {
    offset: first.index,
    words: countsInWords(found.map(([character]) => character)),
    spelled: spelled.length < 3 ? undefined : spelled,
  };
}

/** The text with every such character written as `<U+200B>`, those of emoji, too. */
export function writtenOut(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}

/** Keeps the places of what follows. */
function blank(text: string): string {
  return ' '.repeat(text.length);
}

function asciiOfTag(character: string): string {
  const code = (character.codePointAt(0) ?? 0) - 0xe0000;
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '';
}

function countsInWords(characters: readonly string[]): string {
  const counts = new Map<Kind, number>();
  for (const character of characters) {
    const kind = kinds.find(([pattern]) => pattern.test(character)) ?? otherKind;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([[, one, more], count]) => `${count} ${count === 1 ? one : more}`).join(', ');
}
