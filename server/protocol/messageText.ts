import { visibleLine, visibleText } from '../policy/visibleText.ts';

/**
 * A text for a notification, a dialog or a status item. VS Code makes links, commands among them, of `[text](target)` there,
 * and icons of `$(name)`; a server's error message must bring neither.
 */
export function messageText(text: string): string {
  // A word joiner between the two: nothing is seen of it, and nothing is a link any more.
  return visibleText(text).replaceAll('](', ']\u2060(').replaceAll('$(', '$\u2060(');
}

/** The same on one line, for a name or a path inside a sentence. */
export function messageLine(text: string): string {
  return messageText(visibleLine(text));
}
