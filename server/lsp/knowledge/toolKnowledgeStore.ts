import { nothingKnown, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Snapshot } from '../../tools/snapshot.ts';
import {
  type ConnectedServer,
  earlierServer,
  type ServerOfPolicy,
  serverFromSnapshot,
} from '../servers/serverOfPolicy.ts';
import type { SavedTools } from './policySnapshots.ts';
import type { RememberedLists } from './rememberedLists.ts';

/** What outlives a session. */
export interface LastingKnowledge {
  /** The last good lists of earlier sessions; `undefined` when nothing is kept. */
  readonly lists: () => RememberedLists | undefined;
  /** The snapshot that belongs to a policy, by the name of its server when one is known. */
  readonly snapshotFor: (uri: string, server: string | undefined) => Promise<SavedTools | undefined>;
}

/**
 * What is known of the tools behind each open policy. The best of: the server's list in this session, its last good list of
 * an earlier one, the saved snapshot.
 *
 * Servers are known by folder and name. Which one a policy belongs to: the one that a setting names; else the one that was
 * connected from this very policy; else the folder's latest. Which folder a policy belongs to is settled when it opens and
 * whenever somebody connects, because that is a question to the disk.
 */
export interface ToolKnowledgeStore {
  of(uri: string): ToolKnowledge;
  /** The server that the policy belongs to; of one that was never connected nothing is known. */
  serverOf(uri: string): ServerOfPolicy | undefined;
  /** The policy's snapshot, also while the server itself is there: what is compared with. */
  baselineOf(uri: string): Snapshot | undefined;
  /** The file that {@link baselineOf} was read from. */
  snapshotPathOf(uri: string): string | undefined;
  /** What is known of a server of this session, or of an earlier one as far as a policy has asked for it. */
  ofServer(folder: string, name: string): ConnectedServer | undefined;
  /** The last good list of this very definition, as {@link ToolKnowledge} before a connection to it is tried. */
  lastGood(folder: string, name: string, hash: string): Promise<ToolKnowledge>;
  /** The server that was connected last in the folder. */
  latest(folder: string): ConnectedServer | undefined;
  /**
   * Takes what is known of a server; from now on it is the folder's latest. A fresh list of a definition whose hash is
   * given outlives the session.
   */
  connect(folder: string, server: ConnectedServer): void;
  /** The same, whichever was connected last. */
  update(folder: string, server: ConnectedServer): void;
  /** The folder that the policy belongs to, as it was settled last. */
  folderOf(uri: string): string | undefined;
  /** Says which folder a policy belongs to; without one it belongs to none. */
  settle(uri: string, folder: string | undefined): void;
  /** Ties a policy to a server: by a person's choice, or by what a setting says (`undefined`: nothing). */
  choose(uri: string, server: string): void;
  follow(uri: string, setting: string | undefined): void;
  /**
   * Looks for what earlier sessions and files know of a settled policy. True when something else is known of it now.
   * Never rejects.
   */
  recall(uri: string): Promise<boolean>;
  /** The same for all settled policies: a snapshot changed, or a server was connected. */
  recallAll(): Promise<boolean>;
  /** The policy is closed. What a person chose for it stays. */
  forget(uri: string): void;
}

const nothingLasting: LastingKnowledge = { lists: () => undefined, snapshotFor: async () => undefined };

export function toolKnowledgeStore(lasting: LastingKnowledge = nothingLasting): ToolKnowledgeStore {
  const servers = new Map<string, Map<string, ConnectedServer>>();
  const earlier = new Map<string, Map<string, ConnectedServer>>();
  const latest = new Map<string, string>();
  const latestEarlier = new Map<string, string>();
  const folders = new Map<string, string>();
  const settled = new Set<string>();
  const chosen = new Map<string, string>();
  const set = new Map<string, string>();
  const snapshots = new Map<string, SavedTools>();
  /** One value for each, so that whoever compares sees that nothing has changed. */
  const neverConnected = new Map<string, ConnectedServer>();
  const asked = new Map<string, Promise<void>>();
  const fromSnapshots = new WeakMap<SavedTools, Map<ConnectedServer | undefined, ServerOfPolicy>>();

  function notConnected(name: string): ConnectedServer {
    const known = neverConnected.get(name) ?? { name, knowledge: nothingKnown };
    neverConnected.set(name, known);
    return known;
  }

  function nameOf(uri: string): string | undefined {
    const folder = folders.get(uri) ?? '';
    return set.get(uri) ?? chosen.get(uri) ?? latest.get(folder) ?? latestEarlier.get(folder);
  }

  function ofServer(folder: string, name: string): ConnectedServer | undefined {
    return servers.get(folder)?.get(name) ?? earlier.get(folder)?.get(name);
  }

  function serverOf(uri: string): ServerOfPolicy | undefined {
    if (!settled.has(uri)) return undefined;
    const folder = folders.get(uri);
    const name = folder === undefined ? undefined : nameOf(uri);
    const known = folder === undefined || name === undefined ? undefined : ofServer(folder, name);
    if (known !== undefined && known.knowledge.state !== 'unknown') return known;
    const server = known ?? (name === undefined ? undefined : notConnected(name));
    const saved = snapshots.get(uri);
    return saved === undefined ? server : fromSnapshot(saved, server);
  }

  function fromSnapshot(saved: SavedTools, server: ConnectedServer | undefined): ServerOfPolicy {
    const known = fromSnapshots.get(saved) ?? new Map<ConnectedServer | undefined, ServerOfPolicy>();
    fromSnapshots.set(saved, known);
    const result = known.get(server) ?? serverFromSnapshot(saved.snapshot.list, server);
    known.set(server, result);
    return result;
  }

  /** Asked once: what earlier sessions left does not change. */
  function recallList(folder: string, name: string | undefined): Promise<void> {
    const key = JSON.stringify([folder, name]);
    const asking = asked.get(key) ?? askForList(folder, name);
    asked.set(key, asking);
    return asking;
  }

  async function askForList(folder: string, name: string | undefined): Promise<void> {
    const found = await lasting.lists()?.recall({ folder, ...(name !== undefined && { name }) });
    if (found === undefined) return;
    if (name === undefined) latestEarlier.set(folder, found.name);
    const known = earlier.get(folder) ?? new Map<string, ConnectedServer>();
    if (!known.has(found.name)) earlier.set(folder, known.set(found.name, earlierServer(found)));
  }

  async function recall(uri: string): Promise<boolean> {
    const [before, savedBefore] = [serverOf(uri), snapshots.get(uri)];
    const folder = folders.get(uri);
    if (folder !== undefined) await recallList(folder, nameOf(uri));
    const server = folder === undefined ? undefined : nameOf(uri);
    const saved = await lasting.snapshotFor(uri, server);
    // Closed, or settled anew, while the disk was asked: then somebody else says what is known.
    if (!settled.has(uri) || folders.get(uri) !== folder) return false;
    if (saved === undefined) snapshots.delete(uri);
    else snapshots.set(uri, saved);
    return serverOf(uri) !== before || saved !== savedBefore;
  }

  function update(folder: string, server: ConnectedServer): void {
    const known = servers.get(folder) ?? new Map<string, ConnectedServer>();
    servers.set(folder, known.set(server.name, server));
    const { name, hash, knowledge } = server;
    if (hash === undefined || knowledge.state !== 'fresh') return;
    void lasting.lists()?.remember({ folder, name, hash, list: knowledge.list });
  }

  return {
    serverOf,
    update,
    folderOf: (uri) => folders.get(uri),
    of: (uri) => serverOf(uri)?.knowledge ?? nothingKnown,
    baselineOf: (uri) => snapshots.get(uri)?.snapshot,
    snapshotPathOf: (uri) => snapshots.get(uri)?.path,
    ofServer,
    async lastGood(folder, name, hash) {
      const known = ofServer(folder, name);
      const isOther = known?.hash !== undefined && known.hash !== hash;
      if (known !== undefined && !isOther && known.knowledge.state !== 'unknown') return known.knowledge;
      const found = await lasting.lists()?.recall({ folder, name, hash });
      return found === undefined ? nothingKnown : earlierServer(found).knowledge;
    },
    latest: (folder) => servers.get(folder)?.get(latest.get(folder) ?? ''),
    connect(folder, server) {
      update(folder, server);
      latest.set(folder, server.name);
    },
    settle(uri, folder) {
      settled.add(uri);
      if (folder === undefined) folders.delete(uri);
      else folders.set(uri, folder);
    },
    choose: (uri, server) => void chosen.set(uri, server),
    follow(uri, setting) {
      if (setting === undefined) set.delete(uri);
      else set.set(uri, setting);
    },
    recall,
    async recallAll() {
      const changed = await Promise.all([...settled].map(recall));
      return changed.includes(true);
    },
    forget(uri) {
      for (const one of [folders, set, snapshots]) one.delete(uri);
      settled.delete(uri);
    },
  };
}
