/**
 * Texts from elsewhere (a server, a file), made safe to read. Invisible and direction-changing characters become visible,
 * because a text that reads differently from what it says is an attack.
 */

/** Control and format characters (zero-width, bidirectional, tags) and line separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const invisibleButLines = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Lines and tabs stay; everything else that does not show is written as `<U+202E>`. */
export function visibleText(text: string): string {
  return text.replaceAll(invisibleButLines, written);
}

/** On one line: line ends and tabs are written out, too. */
export function visibleLine(text: string): string {
  return text.replaceAll(invisible, written);
}

function written(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
