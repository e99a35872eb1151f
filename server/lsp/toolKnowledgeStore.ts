import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';

/** What is known of the tools behind the policies of each folder that an author connected. In memory only. */
export interface ToolKnowledgeStore {
  /** Of the nearest connected folder at or above the file. */
  of(path: string): ToolKnowledge;
  /** The configured name of the server that was last asked for that file. */
  serverOf(path: string): string | undefined;
  /** Replaces what is known for all policies in and below the folder. */
  set(folder: string, server: string, knowledge: ToolKnowledge): void;
}

interface Connected {
  readonly server: string;
  readonly knowledge: ToolKnowledge;
}

export function toolKnowledgeStore(): ToolKnowledgeStore {
  const folders = new Map<string, Connected>();

  function nearest(path: string): Connected | undefined {
    for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
      const connected = folders.get(folder);
      if (connected !== undefined) return connected;
    }
    return undefined;
  }

  return {
    of: (path) => nearest(path)?.knowledge ?? nothingKnown,
    serverOf: (path) => nearest(path)?.server,
    set: (folder, server, knowledge) => void folders.set(folder.replace(/[/\\]$/, ''), { server, knowledge }),
  };
}

function parentOf(path: string): string | undefined {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return slash < 0 ? undefined : path.slice(0, slash);
}
