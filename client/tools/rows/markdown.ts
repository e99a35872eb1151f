import { messageText } from '../../../server/protocol/messageText.ts';

/** A text from elsewhere inside Markdown: as it is, without links, icons or formats, and hidden characters written out. */
export function plainMarkdown(text: string): string {
  return messageText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~$:=@]/g, '\\$&')
    .replaceAll(/\r?\n\s*\r?\n/g, '\n\n');
}
