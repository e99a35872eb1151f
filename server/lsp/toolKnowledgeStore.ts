import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';

/** The server that an author connected to a folder's policies, and what is known of its tools. */
export interface ConnectedServer {
  /** The name in the configuration file. */
  readonly name: string;
  readonly knowledge: ToolKnowledge;
}

/**
 * What is known of the tools behind each open policy. In memory only. A folder has one server at a time; which folder a
 * policy belongs to is settled when it opens and whenever somebody connects, because that is a question to the disk.
 */
export interface ToolKnowledgeStore {
  /** Of the policy's own folder; nothing while its folder is not settled. */
  of(uri: string): ToolKnowledge;
  serverOf(uri: string): ConnectedServer | undefined;
  ofFolder(folder: string): ConnectedServer | undefined;
  connect(folder: string, server: ConnectedServer): void;
  /** Says which folder a policy belongs to; without one it belongs to none. */
  settle(uri: string, folder: string | undefined): void;
}

export function toolKnowledgeStore(): ToolKnowledgeStore {
  const servers = new Map<string, ConnectedServer>();
  const folders = new Map<string, string>();

  function serverOf(uri: string): ConnectedServer | undefined {
    const folder = folders.get(uri);
    return folder === undefined ? undefined : servers.get(folder);
  }

  return {
    serverOf,
    of: (uri) => serverOf(uri)?.knowledge ?? nothingKnown,
    ofFolder: (folder) => servers.get(folder),
    connect: (folder, server) => void servers.set(folder, server),
    settle(uri, folder) {
      if (folder === undefined) folders.delete(uri);
      else folders.set(uri, folder);
    },
  };
}
