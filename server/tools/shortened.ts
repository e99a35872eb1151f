/** The text in at most `maximum` UTF-16 code units, its end replaced by `…` where it is longer. No character is halved. */
export function shortened(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
