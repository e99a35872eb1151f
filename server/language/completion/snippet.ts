import { writtenJson } from '../../policy/writtenJson.ts';
/*
 * Snippet texts as LSP defines them: `$0` is where the cursor ends, `${1:text}` a stop with a text to begin with. Whatever
 * comes from a policy or a server has its own `$`, `}` and `\` escaped.
 */

/** A text as it is, inside a snippet. */
export function literally(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** A JSON string inside a snippet. */
export function quotedLiterally(text: string): string {
  return literally(writtenJson(text));
}

/** A stop with a text to begin with, which is taken as it is. */
export function stop(number: number, text: string): string {
  return `\${${number}:${literally(text)}}`;
}

/** A JSON string whose text is a stop to begin with. */
export function quotedStop(number: number, text: string): string {
  return `"${stop(number, writtenJson(text).slice(1, -1))}"`;
}

/** A stop with a few words to choose from: letters, digits and underscores only. */
export function choice(number: number, words: readonly string[]): string {
  return `\${${number}|${words.join(',')}|}`;
}

/** True when the snippet says itself where the cursor ends. */
export function hasEnd(snippet: string): boolean {
  return /(?<!\\)(?:\\\\)*\$0/.test(snippet);
}
