import { messageLine } from '../../server/protocol/messageText.ts';

/** What a person is told once a snapshot was written, or was up to date already. */
export function savedWords(file: string, text: string, isNew: boolean): string {
  const { server, count } = readCounted(text);
  const tools = `${count} ${count === 1 ? 'tool' : 'tools'}`;
  const name = messageLine(file);
  return isNew
    ? `${name} holds ${tools} of ${messageLine(server)} now.`
    : `${name} is up to date: it holds ${tools} of ${messageLine(server)}.`;
}

/** The text is the language server's own. */
function readCounted(text: string): { readonly server: string; readonly count: number } {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('tools' in value) || !Array.isArray(value.tools)) {
    return { server: 'the server', count: 0 };
  }
  const server = 'server' in value && typeof value.server === 'string' ? value.server : 'the server';
  return { server, count: value.tools.length };
}
