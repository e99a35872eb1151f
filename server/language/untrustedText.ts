import { visibleText } from '../policy/visibleText.ts';

/** For a place that renders Markdown: every character that could mean something there is escaped, those of a bare link too. */
export function markdownText(text: string): string {
  return visibleText(text)
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~$:=@]/g, '\\$&')
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
