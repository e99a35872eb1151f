import type { Node } from 'jsonc-parser';
import { EntryFault } from '../files/fault.ts';
import { itemsOf, membersOf } from '../files/jsonTree.ts';
import type { Template } from './template.ts';

/** The OAuth client that an entry names, for servers whose authorization server registers none by itself. */
export interface ClientTemplate {
  readonly clientId?: Template;
  readonly clientSecret?: Template;
  /** What to ask for instead of what the server says, separated by blanks. */
  readonly scopes?: Template;
  /** Where the browser comes back to: `http://localhost:<port>/callback`, as in Claude Code. */
  readonly callbackPort?: number;
}

/** The same with every value filled in. */
export interface ConfiguredClient {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scopes?: string;
  readonly callbackPort?: number;
}

type Resolve = (key: string, value: Node) => Template;

/**
 * Reads what an entry says of its client: `oauth` with `clientId` (VS Code, Claude Code), `scopes` and `callbackPort` (Claude
 * Code), or `auth` with `CLIENT_ID`, `CLIENT_SECRET` and `scopes` (Cursor). Absent when it says nothing.
 */
export function readClient(entry: ReadonlyMap<string, Node>, resolve: Resolve): ClientTemplate | undefined {
  const node = entry.get('oauth') ?? entry.get('auth');
  // Not every client means an object by these words; what is none names no client.
  if (node?.type !== 'object') return undefined;
  const members = membersOf(node, 'its OAuth client');
  const text = (...keys: readonly string[]): Template | undefined => {
    const key = keys.find((each) => members.has(each));
    const value = key === undefined ? undefined : members.get(key);
    return key === undefined || value === undefined ? undefined : resolve(key, value);
  };
  const [clientId, clientSecret] = [text('clientId', 'CLIENT_ID'), text('clientSecret', 'CLIENT_SECRET')];
  const [scopes, callbackPort] = [scopesOf(members.get('scopes'), resolve), portOf(members.get('callbackPort'))];
  return {
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
    ...(scopes !== undefined && { scopes }),
    ...(callbackPort !== undefined && { callbackPort }),
  };
}

/** One text, or a list of texts. */
function scopesOf(node: Node | undefined, resolve: Resolve): Template | undefined {
  if (node?.type !== 'array') return node === undefined ? undefined : resolve('scopes', node);
  const scopes = itemsOf(node, '"scopes"').map((item) => resolve('scopes', item));
  return scopes.flatMap((scope, index) => (index === 0 ? scope : [' ', ...scope]));
}

function portOf(node: Node | undefined): number | undefined {
  if (node === undefined) return undefined;
  const port: unknown = node.value;
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new EntryFault('its "callbackPort" is not a port, a whole number from 1 to 65535', node.offset);
}

/** The parts of it in which variables may stand. */
export function clientTemplates(client: ClientTemplate | undefined): readonly Template[] {
  return [client?.clientId, client?.clientSecret, client?.scopes].filter((each) => each !== undefined);
}
