/** Text from a file that could hide or reorder what a person reads: controls, line breaks, invisible and bidi marks. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text with everything that does not show, or that changes the order of what shows, written as `\u202e`. */
export function visible(text: string): string {
  return text.replace(invisible, (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
