/*
 * Characters that a person does not see, and that software and models read. What real texts need is told apart: emoji
 * sequences, the joiners of Arabic and Indic scripts, direction marks among Hebrew and Arabic.
 */

/**
 * Control and format characters (zero width, bidirectional, tags), line separators, variation selectors, fillers that are
 * as wide as nothing, and the plane of tags as a whole, of which some are not assigned. Tabs and line ends are none.
 */
export const everyHidden =
  /(?![\t\n\r])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0\u{E0000}-\u{E0FFF}]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F])/gu;

/**
 * Emoji are written with some of them: with a selector, joined to one picture, as a digit in its key, and the flags of three
 * countries with tags. A digit or a sign of ASCII alone is an emoji by Unicode's list, and none to anybody's eyes.
 */
const emoji =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}|[0-9#*]\uFE0F?\u20E3|(?![\0-\x7F])[\p{Emoji}\p{Emoji_Modifier}]\uFE0F?(?:\u200D(?![\0-\x7F])\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)*/gu;
/** Behind a letter or a mark of these scripts they say how letters join. */
const joinedScripts =
  'Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Mongolian Myanmar Oriya Sinhala Syriac Tamil Telugu'
    .split(' ')
    .map((script) => `\\p{Script_Extensions=${script}}`)
    .join('');
const joiners = new RegExp(`(?<=[${joinedScripts}])[\\u200C\\u200D]`, 'gu');
const directionMarks = /[\u200E\u200F\u061C]/gu;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** The text with blanks for what it needs of them, so that only what hides is left. Every other place stays where it is. */
export function withoutNeeded(text: string): string {
  const plain = text.replaceAll(emoji, blank).replaceAll(joiners, blank);
  return rightToLeft.test(plain) ? plain.replaceAll(directionMarks, blank) : plain;
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
