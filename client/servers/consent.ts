import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';

const storageKey = 'mcpPolicy.consentedDefinitions';

/** Which server definitions the person said yes to, by the hash of the whole definition. */
export interface ConsentStore {
  has(hash: string): boolean;
  remember(hash: string): Thenable<void>;
  /** How many answers were forgotten. */
  forgetAll(): Promise<number>;
}

export function consentStore(memento: vscode.Memento): ConsentStore {
  const hashes = (): readonly string[] => {
    const stored = memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((hash): hash is string => typeof hash === 'string') : [];
  };
  return {
    has: (hash) => hashes().includes(hash),
    remember: (hash) => memento.update(storageKey, [...new Set([...hashes(), hash])]),
    async forgetAll() {
      const count = hashes().length;
      await memento.update(storageKey, undefined);
      return count;
    },
  };
}

/** Asks once for each definition, showing all of what will be started or requested. True when the person says yes. */
export async function askConsent(definition: ServerDefinitionSummary, consents: ConsentStore): Promise<boolean> {
  if (consents.has(definition.hash)) return true;
  const isProcess = definition.transport === 'stdio';
  const yes = isProcess ? 'Start Server' : 'Connect';
  // The name comes from the file, too: it must not be able to write a command of its own above the real one.
  const name = messageLine(definition.name);
  const question = isProcess
    ? `Start the MCP server "${name}" on this computer?`
    : `Connect to the MCP server "${name}"?`;
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: whatHappens(definition) },
    yes,
  );
  if (answer !== yes) return false;
  await consents.remember(definition.hash);
  return true;
}

function whatHappens(definition: ServerDefinitionSummary): string {
  const isProcess = definition.transport === 'stdio';
  const lines = [
    `${isProcess ? 'Command' : 'URL'}: ${messageLine(definition.target)}`,
    definition.cwd === undefined ? undefined : `In folder: ${messageLine(definition.cwd)}`,
    listed('Environment variables', definition.environment),
    listed('Headers', definition.headers),
    `Defined in: ${messageLine(definition.source)}`,
    '',
    isProcess
      ? 'It runs with your permissions until its tools are listed, and is then ended. Only say yes to a server you trust.'
      : 'Its tools are listed and the connection is closed. Only say yes to a server you trust.',
    'You are asked again when this definition changes.',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function listed(what: string, names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `${what}: ${names.map(messageLine).join(', ')}`;
}
