import { posix, win32 } from 'node:path';
import type { Node } from 'jsonc-parser';
import type { ProcessDefinition, UrlDefinition } from './definition.ts';
import { EntryFault } from './fault.ts';
import { itemsOf, membersOf, textOf } from './jsonTree.ts';
import { filledText, inputIds, type Template } from './template.ts';
import { substitute, type VariableScope } from './variables.ts';

/** What an entry itself says, before its inputs are matched with the file's and its fingerprint is taken. */
export type EntryContent =
  | Pick<ProcessDefinition, 'transport' | 'command' | 'args' | 'cwd' | 'environment'>
  | Pick<UrlDefinition, 'transport' | 'url' | 'headers'>;

/** Reads the variables of an `envFile`; rejects with an {@link EntryFault} when there is no such file. */
export type EnvFileReader = (path: Template, node: Node) => Promise<ReadonlyMap<string, string>>;

/** Reads one entry of `servers`. Throws an {@link EntryFault} at the part that cannot be used. */
export async function readEntry(node: Node, scope: VariableScope, readEnvFile: EnvFileReader): Promise<EntryContent> {
  const members = membersOf(node, 'its definition');
  const transport = transportOf(members, node);
  const text = (key: string, value: Node) => resolved(textOf(value, `"${key}"`), value, scope);
  if (transport !== 'stdio') {
    const url = needed(members, 'url', node);
    const headers = [...optional(members, 'headers')].map(([name, value]) => [name, text(name, value)] as const);
    return { transport, url: checkedUrl(text('url', url), url), headers: new Map(headers) };
  }
  const args = members.get('args');
  return {
    transport,
    command: text('command', needed(members, 'command', node)),
    args: args === undefined ? [] : itemsOf(args, '"args"').map((item) => text('args', item)),
    cwd: absolute(members.get('cwd'), text, scope),
    environment: await environmentOf(members, scope, readEnvFile),
  };
}

function transportOf(members: ReadonlyMap<string, Node>, node: Node): 'stdio' | 'http' | 'sse' {
  const type = members.get('type');
  if (type === undefined) {
    if (members.has('command')) return 'stdio';
    if (members.has('url')) return 'http';
    throw new EntryFault('it has neither a "command" to start nor a "url" to reach', node.offset);
  }
  if (type.value === 'stdio' || type.value === 'http' || type.value === 'sse') return type.value;
  throw new EntryFault('its "type" is not "stdio", "http" or "sse"', type.offset);
}

function needed(members: ReadonlyMap<string, Node>, key: string, node: Node): Node {
  const value = members.get(key);
  if (value === undefined || value.value === '') throw new EntryFault(`it has no "${key}"`, node.offset);
  return value;
}

function optional(members: ReadonlyMap<string, Node>, key: string): ReadonlyMap<string, Node> {
  const value = members.get(key);
  return value === undefined ? new Map() : membersOf(value, `"${key}"`);
}

function resolved(text: string, node: Node, scope: VariableScope): Template {
  const substitution = substitute(text, scope);
  if ('fault' in substitution) throw new EntryFault(`it ${substitution.fault}`, node.offset);
  return substitution.template;
}

/** URL parsers take a backslash for a slash and leave control characters out: people would read another address. */
const readDifferently = /[\\\p{Cc}\p{Cf}\p{Co}]/u;

/** A URL that still waits for an answer is checked when the answer is there. */
function checkedUrl(url: Template, node: Node): Template {
  if (url.some((part) => typeof part === 'string' && readDifferently.test(part))) {
    throw new EntryFault('its "url" contains a backslash or a character that does not show', node.offset);
  }
  if (inputIds(url).length > 0) return url;
  const parsed = URL.canParse(filledText(url, new Map())) ? new URL(filledText(url, new Map())) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new EntryFault('its "url" is not an http or https address', node.offset);
  }
  return url;
}

/** Without a `cwd` a server runs in the folder that holds `.vscode`, as in VS Code; a relative one starts from there. */
function absolute(node: Node | undefined, text: (key: string, node: Node) => Template, scope: VariableScope): Template {
  if (node === undefined) return [scope.folder];
  const cwd = text('cwd', node);
  const path = scope.environment.platform === 'win32' ? win32 : posix;
  const startsWithInput = typeof cwd[0] === 'object' && cwd[0].kind === 'input';
  return startsWithInput || path.isAbsolute(filledText(cwd, new Map())) ? cwd : [`${scope.folder}${path.sep}`, ...cwd];
}

async function environmentOf(
  members: ReadonlyMap<string, Node>,
  scope: VariableScope,
  readEnvFile: EnvFileReader,
): Promise<ReadonlyMap<string, Template | null>> {
  const environment = new Map<string, Template | null>();
  const file = members.get('envFile');
  if (file !== undefined) {
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
