import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';

const storageKey = 'mcpPolicy.typedServers';

/** More than anyone goes back to; what was typed longest ago goes first. */
const mostTyped = 50;

/** Commands and URLs that a person typed, kept with the workspace and in no file of it. */
export interface TypedServers {
  all(): readonly string[];
  remember(text: string): Thenable<void>;
  forget(text: string): Thenable<void>;
}

export function typedServers(memento: vscode.Memento): TypedServers {
  const all = (): readonly string[] => {
    const stored = memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((text): text is string => typeof text === 'string') : [];
  };
  const without = (text: string) => all().filter((each) => each !== text);
  return {
    all,
    remember: (text) => memento.update(storageKey, [...without(text).slice(1 - mostTyped), text]),
    forget: (text) => memento.update(storageKey, without(text)),
  };
}

/**
 * Asks for a command line or a URL until it can be used. `undefined` when the person gave up.
 * @param read what the text defines, or why it cannot be used
 */
export async function askTyped<Definition>(
  read: (text: string) => Promise<{ readonly definition: Definition } | { readonly problem: string }>,
): Promise<Definition | undefined> {
  let refused: { readonly text: string; readonly why: string } | undefined;
  for (;;) {
    const text = await vscode.window.showInputBox({
      title: 'Connect to MCP Server',
      prompt:
        'A command that starts a server, or the URL of one. ${input:key} in it is asked for and kept as a secret.',
      placeHolder: 'npx -y @modelcontextprotocol/server-everything',
      ignoreFocusOut: true,
      ...(refused !== undefined && { value: refused.text }),
      validateInput: (value) => (value === refused?.text ? messageLine(refused.why) : undefined),
    });
    if (text === undefined || text.trim() === '') return undefined;
    const result = await read(text.trim());
    if ('definition' in result) return result.definition;
    refused = { text, why: result.problem };
  }
}
