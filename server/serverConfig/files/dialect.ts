import type { ServerDefinition } from '../definition/definition.ts';
import type { VariableRules } from './variables.ts';

type Transport = ServerDefinition['transport'];

/** How one client writes its file of servers. What several of them share has one reader, which looks here. */
export interface Dialect {
  /** The client, as people know it. */
  readonly client: string;
  /** The member that holds the servers by name. */
  readonly serversKey: 'servers' | 'mcpServers';
  /** Whether the file declares what a person is asked, under `inputs`. */
  readonly declaresInputs: boolean;
  /** Whether the client reads comments and trailing commas. Where it does not, it would load nothing of such a file. */
  readonly readsComments: boolean;
  /** What `type` may say. */
  readonly types: ReadonlyMap<string, Transport>;
  /** Members that hold the address, the first that is there counts. Empty: the client knows processes only. */
  readonly urlKeys: readonly string[];
  readonly readsEnvFile: boolean;
  /** Whether `~` at the beginning of a command, an argument or a folder is the user's home. */
  readonly expandsTilde: boolean;
  readonly variables: VariableRules;
}

const process: readonly [string, Transport] = ['stdio', 'stdio'];
const requests: readonly (readonly [string, Transport])[] = [
  ['http', 'http'],
  ['sse', 'sse'],
];
/** What the protocol calls its HTTP transport; clients took it over beside their own shorter word. */
const protocolNames: readonly (readonly [string, Transport])[] = [
  ['streamable-http', 'http'],
  ['streamableHttp', 'http'],
];

/**
 * `.vscode/mcp.json` and the `mcp.json` of a user profile. An unset variable is an empty text there.
 * Source: VS Code's MCP configuration reference, and its extension host's start of processes.
 */
export const vscodeDialect: Dialect = {
  client: 'VS Code',
  serversKey: 'servers',
  declaresInputs: true,
  readsComments: true,
  types: new Map([process, ...requests]),
  urlKeys: ['url'],
  readsEnvFile: true,
  expandsTilde: true,
  variables: {
    forms: ['workspaceFolder', 'workspaceFolderBasename', 'userHome', 'env:NAME', 'input:id', 'pathSeparator', '/'],
    unset: 'empty',
  },
};

/**
 * `.mcp.json` of Claude Code, which Copilot reads, too. An unset variable without a default is not replaced there, and
 * warned of: no server could use it. Source: Claude Code's documentation on MCP, "Environment variable expansion".
 */
export const claudeCodeDialect: Dialect = {
  client: 'Claude Code',
  serversKey: 'mcpServers',
  declaresInputs: false,
  readsComments: false,
  types: new Map([process, ...requests, ...protocolNames]),
  urlKeys: ['url'],
  readsEnvFile: false,
  expandsTilde: false,
  variables: { forms: ['NAME', 'NAME:-default'], unset: 'fault' },
};

/** `.cursor/mcp.json`. What an unset variable becomes is not documented. Source: Cursor's documentation on MCP. */
export const cursorDialect: Dialect = {
  client: 'Cursor',
  serversKey: 'mcpServers',
  declaresInputs: false,
  readsComments: true,
  types: new Map([process, ...requests, ...protocolNames]),
  urlKeys: ['url'],
  readsEnvFile: true,
  expandsTilde: false,
  variables: {
    forms: ['workspaceFolder', 'workspaceFolderBasename', 'userHome', 'env:NAME', 'pathSeparator', '/'],
    unset: 'fault',
  },
};

/** `claude_desktop_config.json`: processes only, and every text is taken as it is. */
export const claudeDesktopDialect: Dialect = {
  client: 'Claude Desktop',
  serversKey: 'mcpServers',
  declaresInputs: false,
  readsComments: false,
  types: new Map([process]),
  urlKeys: [],
  readsEnvFile: false,
  expandsTilde: false,
  variables: { forms: [], unset: 'fault' },
};

/**
 * `mcp_config.json`. What an unset variable becomes is not documented. Source: Windsurf's documentation on Cascade and
 * MCP, "Config interpolation".
 */
export const windsurfDialect: Dialect = {
  client: 'Windsurf',
  serversKey: 'mcpServers',
  declaresInputs: false,
  readsComments: true,
  types: new Map([process, ...requests, ...protocolNames]),
  urlKeys: ['serverUrl', 'url'],
  readsEnvFile: false,
  expandsTilde: false,
  variables: { forms: ['env:NAME', 'file:PATH'], unset: 'fault' },
};
