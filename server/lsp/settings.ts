import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Send } from './sending.ts';

/** The settings under `mcpPolicy`, asked of the editor when they are needed. An editor that has none gets the defaults. */
export interface Settings {
  initialize(capabilities: ClientCapabilities): void;
  /** Hears of changes, once the editor is ready to say so. */
  listen(changed: () => void): void;
  codeLens(uri: string): Promise<boolean>;
  connectionTimeoutMilliseconds(): Promise<number>;
  editorRefreshesLenses(): boolean;
}

const defaultTimeoutSeconds = 60;
const longestTimeoutSeconds = 600;

export function settings(connection: Connection, send: Send): Settings {
  let asks = false;
  let hears = false;
  let refreshes = false;

  async function ask(section: string, scopeUri?: string): Promise<unknown> {
    if (!asks) return undefined;
    return connection.workspace.getConfiguration(scopeUri === undefined ? { section } : { section, scopeUri });
  }

  return {
    initialize({ workspace }) {
      asks = workspace?.configuration === true;
      hears = workspace?.didChangeConfiguration?.dynamicRegistration === true;
      refreshes = workspace?.codeLens?.refreshSupport === true;
    },
    listen(changed) {
      const section = { section: 'mcpPolicy' };
      if (hears) send(connection.client.register(DidChangeConfigurationNotification.type, section));
      connection.onDidChangeConfiguration(changed);
    },
    async codeLens(uri) {
      return (await ask('mcpPolicy.codeLens', uri)) !== false;
    },
    async connectionTimeoutMilliseconds() {
      const seconds = await ask('mcpPolicy.connectionTimeout');
      if (typeof seconds !== 'number' || !(seconds > 0)) return 1000 * defaultTimeoutSeconds;
      return Math.ceil(1000 * Math.min(seconds, longestTimeoutSeconds));
    },
    editorRefreshesLenses: () => refreshes,
  };
}
