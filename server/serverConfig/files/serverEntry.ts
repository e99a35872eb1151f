import { posix, win32 } from 'node:path';
import type { Node } from 'jsonc-parser';
import { urlFault } from '../definition/checkedUrl.ts';
import { readClient } from '../definition/configuredClient.ts';
import type { ProcessDefinition, ServerDefinition, UrlDefinition } from '../definition/definition.ts';
import { filledText, type Template } from '../definition/template.ts';
import type { Dialect } from './dialect.ts';
import { EntryFault } from './fault.ts';
import { itemsOf, membersOf, textOf } from './jsonTree.ts';
import { atHome, substitute, type VariableScope } from './variables.ts';

/** What an entry itself says, before its inputs are matched with the file's and its fingerprint is taken. */
export type EntryContent =
  | Pick<ProcessDefinition, 'transport' | 'command' | 'args' | 'cwd' | 'environment'>
  | Pick<UrlDefinition, 'transport' | 'url' | 'headers' | 'oauth'>;

/** Reads the variables of an `envFile`; rejects with an {@link EntryFault} when there is no such file. */
export type EnvFileReader = (path: Template, node: Node) => Promise<ReadonlyMap<string, string>>;

/** What is needed to read an entry besides the entry. */
export interface EntryContext {
  readonly dialect: Dialect;
  readonly scope: VariableScope;
  readonly readEnvFile: EnvFileReader;
}

type Members = ReadonlyMap<string, Node>;

/** Reads one server's entry. Rejects with an {@link EntryFault} at the part that cannot be used. */
export async function readEntry(node: Node, context: EntryContext): Promise<EntryContent> {
  const members = membersOf(node, 'its definition');
  const transport = transportOf(members, node, context.dialect);
  return transport === 'stdio' ? readProcess(members, node, context) : readUrl(transport, members, node, context);
}

function readUrl(
  transport: UrlDefinition['transport'],
  members: Members,
  node: Node,
  { dialect, scope }: EntryContext,
): EntryContent {
  const text = (key: string, value: Node) => resolved(textOf(value, `"${key}"`), value, scope);
  const key = dialect.urlKeys.find((each) => members.has(each)) ?? dialect.urlKeys[0] ?? 'url';
  const urlNode = needed(members, key, node);
  const url = text(key, urlNode);
  const fault = urlFault(url);
  if (fault !== undefined) throw new EntryFault(`its "${key}" ${fault}`, urlNode.offset);
  const headers = new Map([...optional(members, 'headers')].map(([name, value]) => [name, text(name, value)] as const));
  const oauth = readClient(members, text);
  return { transport, url, headers, ...(oauth !== undefined && { oauth }) };
}

async function readProcess(members: Members, node: Node, context: EntryContext): Promise<EntryContent> {
  const { dialect, scope } = context;
  const path = (key: string, value: Node): Template => {
    const template = resolved(textOf(value, `"${key}"`), value, scope);
    const [first, ...rest] = template;
    return dialect.expandsTilde && typeof first === 'string' ? [atHome(first, scope.environment), ...rest] : template;
  };
  const [args, cwd] = [members.get('args'), members.get('cwd')];
  return {
    transport: 'stdio',
    command: path('command', needed(members, 'command', node)),
    args: args === undefined ? [] : itemsOf(args, '"args"').map((item) => path('args', item)),
    cwd: cwd === undefined ? [scope.start] : absolute(path('cwd', cwd), scope),
    environment: await environmentOf(members, context),
  };
}

function transportOf(members: Members, node: Node, dialect: Dialect): ServerDefinition['transport'] {
  const type = members.get('type');
  if (type === undefined) {
    if (members.has('command')) return 'stdio';
    if (dialect.urlKeys.some((key) => members.has(key))) return 'http';
    const url = dialect.urlKeys.map((key) => `"${key}"`).join(' or ');
    const what = url === '' ? 'no "command" to start' : `neither a "command" to start nor a ${url} to reach`;
    throw new EntryFault(`it has ${what}`, node.offset);
  }
  const transport = dialect.types.get(typeof type.value === 'string' ? type.value : '');
  if (transport !== undefined) return transport;
  const known = [...dialect.types.keys()].map((each) => `"${each}"`);
  const [last, ...others] = known.reverse();
  const either = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
  throw new EntryFault(`its "type" is not ${either}`, type.offset);
}

function needed(members: Members, key: string, node: Node): Node {
  const value = members.get(key);
  if (value === undefined || value.value === '') throw new EntryFault(`it has no "${key}"`, node.offset);
  return value;
}

function optional(members: Members, key: string): Members {
  const value = members.get(key);
  return value === undefined ? new Map() : membersOf(value, `"${key}"`);
}

function resolved(text: string, node: Node, scope: VariableScope): Template {
  const substitution = substitute(text, scope);
  if ('fault' in substitution) throw new EntryFault(`it ${substitution.fault}`, node.offset);
  return substitution.template;
}

/** A relative folder starts where servers start that name none. */
function absolute(cwd: Template, scope: VariableScope): Template {
  const path = scope.environment.platform === 'win32' ? win32 : posix;
  const startsWithInput = typeof cwd[0] === 'object' && cwd[0].kind === 'input';
  return startsWithInput || path.isAbsolute(filledText(cwd, new Map())) ? cwd : [`${scope.start}${path.sep}`, ...cwd];
}

async function environmentOf(
  members: Members,
  { dialect, scope, readEnvFile }: EntryContext,
): Promise<ReadonlyMap<string, Template | null>> {
  const environment = new Map<string, Template | null>();
  const file = members.get('envFile');
  if (file !== undefined && dialect.readsEnvFile) {
    const path = resolved(textOf(file, '"envFile"'), file, scope);
    for (const [name, value] of await readEnvFile(path, file)) environment.set(name, [value]);
  }
  for (const [name, value] of optional(members, 'env')) {
    if (value.type === 'null') environment.set(name, null);
    else if (value.type === 'number') environment.set(name, [String(value.value)]);
    else environment.set(name, resolved(textOf(value, `the variable "${name}"`), value, scope));
  }
  return environment;
}
