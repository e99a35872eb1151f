import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import type { RememberedList } from '../knowledge/rememberedLists.ts';

/** A server and what is known of its tools. */
export interface ConnectedServer {
  /** The name in the configuration file. */
  readonly name: string;
  /** The hash of the definition: a list is that of one definition, and remembered for it alone. */
  readonly hash?: string;
  readonly knowledge: ToolKnowledge;
}

/** What a policy has of its server. Without a name only a snapshot speaks for one. */
export interface ServerOfPolicy {
  readonly name?: string;
  readonly knowledge: ToolKnowledge;
}

/** A server as an earlier session left it. */
export function earlierServer({ name, hash, list }: RememberedList): ConnectedServer {
  return { name, hash, knowledge: { state: 'stale', from: 'earlier', list } };
}

/** A server of which nothing but a snapshot is known, and perhaps why. */
export function serverFromSnapshot(list: ToolList, server: ConnectedServer | undefined): ServerOfPolicy {
  const problem = server?.knowledge.state === 'unknown' ? server.knowledge.problem : undefined;
  return {
    ...(server !== undefined && { name: server.name }),
    knowledge: { state: 'stale', from: 'snapshot', list, ...(problem !== undefined && { problem }) },
  };
}
