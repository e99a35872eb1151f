/*
 * Letters of one script in words of another: `get_usеr` with a Cyrillic `е` is another tool than `get_user`, and nobody
 * sees it.
 */

const latin = /\p{Script=Latin}/u;
const others = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;
/** Cyrillic and Greek letters between Latin ones. Endings behind a foreign word, as in Russian `URLы`, are none. */
const insideWord = /[A-Za-z][\u0391-\u03C9\u0400-\u045F\u0501\u051B\u051D]{1,3}[A-Za-z]/gu;

/** Why a name does not say what it seems to say; `undefined` when it does. */
export function lookalikesOfName(name: string): string | undefined {
  if (latin.test(name) && others.test(name)) return 'mixes letters of two scripts that look alike';
  const plain = name.normalize('NFKC');
  const isDisguised = plain !== name && /^[\x21-\x7E]+$/.test(plain);
  return isDisguised ? `is written in letters that only look like ${JSON.stringify(plain.slice(0, 120))}` : undefined;
}

/** The offset, in UTF-16 code units, of the first word of a text that mixes scripts. */
export function mixedWord(text: string): number | undefined {
  for (const match of text.matchAll(insideWord)) return match.index;
  return undefined;
}
