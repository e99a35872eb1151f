/**
 * Texts of a server, made safe to show. Invisible and direction-changing characters become visible, because a
 * description that reads differently from what it says is an attack; Markdown in it stays as it was typed.
 */

/** Control and format characters (zero-width, bidirectional, tags) and line separators; tab and line ends are plain. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function visibleText(text: string): string {
  return text.replaceAll(invisible, (character) => `<U+${codePoint(character)}>`);
}

/** For a place that renders Markdown: every character that could mean something there is escaped. */
export function markdownText(text: string): string {
  return visibleText(text)
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n\s*\r?\n/g, '\n\n');
}

/** The first line, cut to a length that fits beside a name. */
export function firstLine(text: string, maximumLength: number): string {
  const line = visibleText(text).trim().split('\n', 1)[0]?.trim() ?? '';
  return line.length > maximumLength ? `${line.slice(0, maximumLength - 1)}…` : line;
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
