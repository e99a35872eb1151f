import { type ClientCapabilities, type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Send } from '../sending.ts';

/** Somebody who hears of files that change on the disk. */
export interface FileListener {
  /** The files that matter, as a glob pattern. */
  readonly pattern: string;
  /** May hear of other listeners' files, too. */
  changed(uris: readonly string[]): void;
}

/** An editor watches files for us; a connection has one place to hear of all of them. */
export interface WatchedFiles {
  initialize(capabilities: ClientCapabilities): void;
  /** Once the editor is ready to say so. */
  listen(): void;
}

export function watchedFiles(connection: Connection, listeners: readonly FileListener[], send: Send): WatchedFiles {
  let hears = false;
  return {
    initialize({ workspace }) {
      hears = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    },
    listen() {
      const watchers = listeners.map(({ pattern }) => ({ globPattern: pattern }));
      if (hears) send(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
      connection.onDidChangeWatchedFiles(({ changes }) => {
        const uris = changes.map(({ uri }) => uri);
        for (const listener of listeners) listener.changed(uris);
      });
    },
  };
}
