import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import { type ServerDefinitionSummary, typedByHand } from '../../server/protocol/serverDefinition.ts';
import { rememberedTarget } from './rememberedTarget.ts';

const storageKey = 'mcpPolicy.consentedDefinitions';

/** A definition that the person said yes to. What older versions remembered has nothing but the hash. */
export interface ConsentedDefinition {
  readonly hash: string;
  readonly name?: string;
  /** The command line or URL as it was, without what looks like a secret. */
  readonly target?: string;
}

/** Which server definitions the person said yes to, by the hash of the whole definition. */
export interface ConsentStore {
  has(hash: string): boolean;
  /** In the order in which they were agreed to. */
  all(): readonly ConsentedDefinition[];
  remember(definition: Pick<ServerDefinitionSummary, 'hash' | 'name' | 'target'>): Thenable<void>;
  forget(hashes: readonly string[]): Thenable<void>;
}

export function consentStore(memento: vscode.Memento): ConsentStore {
  const all = (): readonly ConsentedDefinition[] => {
    const stored = memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.flatMap(readConsented) : [];
  };
  return {
    all,
    has: (hash) => all().some((each) => each.hash === hash),
    remember({ hash, name, target }) {
      const others = all().filter((each) => each.hash !== hash);
      return memento.update(storageKey, [...others, { hash, name, target: rememberedTarget(target) }]);
    },
    forget(hashes) {
      const kept = all().filter(({ hash }) => !hashes.includes(hash));
      return memento.update(storageKey, kept.length === 0 ? undefined : kept);
    },
  };
}

function readConsented(stored: unknown): ConsentedDefinition[] {
  if (typeof stored === 'string') return [{ hash: stored }];
  if (typeof stored !== 'object' || stored === null) return [];
  const text = (name: string): string | undefined => {
    const value: unknown = Object.hasOwn(stored, name) ? Reflect.get(stored, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const [hash, name, target] = [text('hash'), text('name'), text('target')];
  if (hash === undefined) return [];
  return [{ hash, ...(name !== undefined && { name }), ...(target !== undefined && { target }) }];
}

/**
 * Asks once for each definition, showing all of what will be started or requested. True when the person says yes.
 * @param keepsOpen the connection is wanted to be kept
 */
export async function askConsent(
  definition: ServerDefinitionSummary,
  consents: ConsentStore,
  keepsOpen: boolean,
): Promise<boolean> {
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
    { modal: true, detail: whatHappens(definition, keepsOpen) },
    yes,
  );
  if (answer !== yes) return false;
  await consents.remember(definition);
  return true;
}

function whatHappens(definition: ServerDefinitionSummary, keepsOpen: boolean): string {
  const isProcess = definition.transport === 'stdio';
  const lines = [
    `${isProcess ? 'Command' : 'URL'}: ${messageLine(definition.target)}`,
    definition.cwd === undefined ? undefined : `In folder: ${messageLine(definition.cwd)}`,
    listed('Environment variables', definition.environment),
    listed('Headers', definition.headers),
    listed('Signs in as a client with', definition.client ?? []),
    `Defined in: ${definedIn(definition)}`,
    '',
    `${howLong(isProcess, keepsOpen)} Only say yes to a server you trust.`,
    'You are asked again when this definition changes.',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function howLong(isProcess: boolean, keepsOpen: boolean): string {
  if (isProcess && keepsOpen) return 'It runs with your permissions until you stop watching it or close this window.';
  if (isProcess) return 'It runs with your permissions until its tools are listed, and is then ended.';
  if (keepsOpen) return 'Its tools are listed, and the connection is kept until you stop watching it.';
  return 'Its tools are listed and the connection is closed.';
}

function definedIn({ source, origin }: ServerDefinitionSummary): string {
  if (source === typedByHand) return 'no file, you typed it';
  return messageLine(origin === undefined ? source : `${source} (${origin})`);
}

function listed(what: string, names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `${what}: ${names.map(messageLine).join(', ')}`;
}
