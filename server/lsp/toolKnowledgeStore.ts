import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';

/** A server and what is known of its tools. */
export interface ConnectedServer {
  /** The name in the configuration file. */
  readonly name: string;
  readonly knowledge: ToolKnowledge;
}

/**
 * What is known of the tools behind each open policy. In memory only.
 *
 * Servers are known by folder and name. Which one a policy belongs to: the one that a setting names; else the one that was
 * connected from this very policy; else the folder's latest. Which folder a policy belongs to is settled when it opens and
 * whenever somebody connects, because that is a question to the disk.
 */
export interface ToolKnowledgeStore {
  of(uri: string): ToolKnowledge;
  /** The server that the policy belongs to; of one that was never connected nothing is known. */
  serverOf(uri: string): ConnectedServer | undefined;
  ofServer(folder: string, name: string): ConnectedServer | undefined;
  /** The server that was connected last in the folder. */
  latest(folder: string): ConnectedServer | undefined;
  /** Remembers what is known of a server; from now on it is the folder's latest. */
  connect(folder: string, server: ConnectedServer): void;
  /** Says which folder a policy belongs to; without one it belongs to none. */
  settle(uri: string, folder: string | undefined): void;
  /** Ties a policy to a server: by a person's choice, or by what a setting says (`undefined`: nothing). */
  choose(uri: string, server: string): void;
  follow(uri: string, setting: string | undefined): void;
  /** The policy is closed. What a person chose for it stays. */
  forget(uri: string): void;
}

export function toolKnowledgeStore(): ToolKnowledgeStore {
  const servers = new Map<string, Map<string, ConnectedServer>>();
  const latest = new Map<string, string>();
  const folders = new Map<string, string>();
  const chosen = new Map<string, string>();
  const set = new Map<string, string>();
  /** One value for each, so that whoever compares sees that nothing has changed. */
  const neverConnected = new Map<string, ConnectedServer>();

  function notConnected(name: string): ConnectedServer {
    const known = neverConnected.get(name) ?? { name, knowledge: nothingKnown };
    neverConnected.set(name, known);
    return known;
  }

  function serverOf(uri: string): ConnectedServer | undefined {
    const folder = folders.get(uri);
    if (folder === undefined) return undefined;
    const name = set.get(uri) ?? chosen.get(uri) ?? latest.get(folder);
    return name === undefined ? undefined : (servers.get(folder)?.get(name) ?? notConnected(name));
  }

  return {
    serverOf,
    of: (uri) => serverOf(uri)?.knowledge ?? nothingKnown,
    ofServer: (folder, name) => servers.get(folder)?.get(name),
    latest: (folder) => servers.get(folder)?.get(latest.get(folder) ?? ''),
    connect(folder, server) {
      const known = servers.get(folder) ?? new Map<string, ConnectedServer>();
      servers.set(folder, known.set(server.name, server));
      latest.set(folder, server.name);
    },
    settle(uri, folder) {
      if (folder === undefined) folders.delete(uri);
      else folders.set(uri, folder);
    },
    choose: (uri, server) => void chosen.set(uri, server),
    follow(uri, setting) {
      if (setting === undefined) set.delete(uri);
      else set.set(uri, setting);
    },
    forget(uri) {
      folders.delete(uri);
      set.delete(uri);
    },
  };
}
