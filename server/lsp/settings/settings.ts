import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Send } from '../sending.ts';
import { defaultPolicySettings, type PolicySettings, readPolicySettings } from './policySettings.ts';

/**
 * The settings under `mcpPolicy`, asked of the editor and remembered for each open policy, so that nothing waits for an
 * answer between a text and its diagnostics. An editor that has none gets the defaults.
 */
export interface Settings {
  initialize(capabilities: ClientCapabilities): void;
  /** Hears of changes, once the editor is ready to say so. */
  listen(changed: () => void): void;
  /** What is set for an open policy; `undefined` until the editor has said so. */
  of(uri: string): PolicySettings | undefined;
  /** Asks anew. `path` is the policy's, relative to its workspace folder. */
  settle(uri: string, path: string): Promise<void>;
  forget(uri: string): void;
  connectionTimeoutMilliseconds(): Promise<number>;
  /** Whether policies are formatted here: VS Code has a formatter for JSON already. */
  formats(): Promise<boolean>;
}

const defaultTimeoutSeconds = 60;
const longestTimeoutSeconds = 600;

export function settings(connection: Connection, send: Send): Settings {
  let asks = false;
  let hears = false;
  const settled = new Map<string, PolicySettings>();

  async function ask(section: string, scopeUri?: string): Promise<unknown> {
    if (!asks) return undefined;
    return connection.workspace.getConfiguration(scopeUri === undefined ? { section } : { section, scopeUri });
  }

  return {
    initialize({ workspace }) {
      asks = workspace?.configuration === true;
      hears = workspace?.didChangeConfiguration?.dynamicRegistration === true;
    },
    listen(changed) {
      const section = { section: 'mcpPolicy' };
      if (hears) send(connection.client.register(DidChangeConfigurationNotification.type, section));
      connection.onDidChangeConfiguration(changed);
    },
    of: (uri) => (asks ? settled.get(uri) : defaultPolicySettings),
    async settle(uri, path) {
      if (!asks) return;
      try {
        settled.set(uri, readPolicySettings(await ask('mcpPolicy', uri), path));
      } catch (error) {
        // Without the settings the policy is still checked.
        if (!settled.has(uri)) settled.set(uri, defaultPolicySettings);
        throw error;
      }
    },
    forget: (uri) => void settled.delete(uri),
    async connectionTimeoutMilliseconds() {
      const seconds = await ask('mcpPolicy.connectionTimeout');
      if (typeof seconds !== 'number' || !(seconds > 0)) return 1000 * defaultTimeoutSeconds;
      return Math.ceil(1000 * Math.min(seconds, longestTimeoutSeconds));
    },
    async formats() {
      return asks ? (await ask('mcpPolicy.format.enable')) === true : true;
    },
  };
}
