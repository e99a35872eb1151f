import type { Connection } from 'vscode-languageserver';
import { shownName } from '../../policy/shownName.ts';
import { type ImportParams, requests, type SnapshotResult } from '../../protocol/requests.ts';
import { isOptional, isShape, isText } from '../../protocol/shape.ts';
import { newSnapshotPlace } from '../../serverConfig/snapshots/snapshotPlace.ts';
import { readImportedList } from '../../tools/imported/importedList.ts';
import { savedSnapshot } from '../../tools/savedSnapshot.ts';
import { type Snapshot, stringifySnapshot } from '../../tools/snapshot.ts';
import { largestSnapshot, type PolicySnapshots, type SavedTools } from '../knowledge/policySnapshots.ts';
import type { ToolKnowledgeStore } from '../knowledge/toolKnowledgeStore.ts';
import { checked, isDocumentParams, isUri } from '../requestParams.ts';
import type { ServerOfPolicy } from '../servers/serverOfPolicy.ts';

export interface SnapshotSources {
  readonly store: ToolKnowledgeStore;
  readonly snapshots: PolicySnapshots;
}

/** In UTF-16 code units. */
const longestImport = 32 * 1024 * 1024;
const longestName = 1_000;

const isImportParams = isShape<ImportParams>({
  uri: isUri,
  text: isText(longestImport),
  server: isOptional(isText(longestName)),
});

/**
 * Answers with the text of a policy's snapshot and where it belongs. Nothing is written here: the editor does that, where
 * it can be undone.
 */
export function answerSnapshotRequests(connection: Connection, { store, snapshots }: SnapshotSources): void {
  connection.onRequest<SnapshotResult, void>(requests.snapshot, async (params: unknown) => {
    const { uri } = checked(requests.snapshot, isDocumentParams, params);
    const server = store.serverOf(uri);
    const list = listedBy(server);
    if (list === undefined) return nothingListed(server);
    const saved = await snapshots.load(uri, server?.name);
    if (saved !== undefined && listedAt(list) < listedAt(saved.snapshot.list)) return olderThan(saved);
    return answer(uri, server?.name, savedSnapshot(list, saved?.snapshot), saved);
  });

  connection.onRequest<SnapshotResult, void>(requests.importSnapshot, async (params: unknown) => {
    const { uri, text, server } = checked(requests.importSnapshot, isImportParams, params);
    const name = store.serverOf(uri)?.name;
    const saved = await snapshots.load(uri, name);
    const imported = readImportedList(text, server ?? saved?.snapshot.list.server ?? name ?? 'unnamed server');
    if ('problem' in imported) {
      const remedy =
        'Import the answer to a "tools/list", plain or as a JSON-RPC message, its pages, or a log of messages.';
      return { problem: { what: `No tools were imported. ${imported.problem}`, remedy } };
    }
    const { list, riskClasses } = savedSnapshot(imported.list, saved?.snapshot);
    const chosen = new Map([...riskClasses, ...imported.riskClasses]);
    return answer(uri, name, { list, riskClasses: chosen }, saved);
  });

  async function answer(
    uri: string,
    server: string | undefined,
    snapshot: Snapshot,
    saved: SavedTools | undefined,
  ): Promise<SnapshotResult> {
    const search = snapshots.searchFor(uri, server);
    if (search === undefined) {
      const what = 'This policy is in no folder on this computer, so a snapshot has no place beside it.';
      return { problem: { what, remedy: 'Save the policy first.' } };
    }
    const path = saved?.path ?? newSnapshotPlace(search);
    if (saved === undefined && (await snapshots.isTaken(path))) return noSnapshot(path);
    const text = stringifySnapshot(snapshot);
    return Buffer.byteLength(text) > largestSnapshot ? tooLarge(path) : { path, text };
  }
}

/** What the server itself has said, in this session or an earlier one. */
function listedBy(server: ServerOfPolicy | undefined): Snapshot['list'] | undefined {
  const knowledge = server?.knowledge;
  if (knowledge === undefined || knowledge.state === 'unknown') return undefined;
  return knowledge.state === 'stale' && knowledge.from === 'snapshot' ? undefined : knowledge.list;
}

function listedAt({ fetchedAt = Number.NEGATIVE_INFINITY }: Snapshot['list']): number {
  return fetchedAt;
}

function nothingListed(server: ServerOfPolicy | undefined): SnapshotResult {
  const what =
    server?.name === undefined
      ? 'No server has listed its tools for this policy, so there is nothing to save.'
      : `The server ${shownName(server.name)} has not listed its tools, so there is nothing to save.`;
  return { problem: { what, remedy: 'Connect to it first, or import a list that was captured elsewhere.' } };
}

function olderThan({ path }: SavedTools): SnapshotResult {
  const what = `What is known of the server's tools is older than ${path}, so there is nothing new to save.`;
  return { problem: { what, remedy: 'Connect to the server first.' } };
}

/** It would be written once, and never read again. */
function tooLarge(path: string): SnapshotResult {
  const what = `The tools take more than the ${largestSnapshot / 1024 / 1024} MB that a snapshot may have, so ${path} was not written.`;
  return { problem: { what, remedy: 'Tell those who run the server: no client gets along with such a list.' } };
}

/** Whoever wrote the workspace may have put a link there, to a file that means something to its reader. */
function noSnapshot(path: string): SnapshotResult {
  const what = `${path} is there and is no snapshot of tools that can be read, so nothing was written over it.`;
  return { problem: { what, remedy: 'Look at it, repair it or take it away, and try again.' } };
}
