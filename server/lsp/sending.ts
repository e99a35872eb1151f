import type { Connection } from 'vscode-languageserver';

/** Sends something whose answer nobody waits for. */
export type Send = (sent: Promise<unknown>) => void;

/**
 * An editor may refuse what it is sent, and its connection may be gone: that is worth a line in the log and nothing more.
 * Left unhandled it would end the language server.
 */
export function sending(connection: Connection): Send {
  return (sent) => {
    sent.catch((error: unknown) => {
      connection.console.warn(
        `The editor refused a message: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  };
}
