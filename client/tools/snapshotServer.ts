import { type ImportParams, requests, type SnapshotResult } from '../../server/protocol/requests.ts';
import { checkedAnswer } from '../checkedAnswer.ts';
import { isSnapshotResult } from './snapshotResult.ts';

/** The part of a language client that is needed. */
export interface SnapshotConnection {
  sendRequest(method: string, parameters: unknown): Promise<unknown>;
}

/** What becomes of a policy's tools in a file. Both fail when there is no answer, with a message for the person. */
export interface SnapshotServer {
  /** The list as it is known now. */
  current(uri: string): Promise<SnapshotResult>;
  /** A list that was captured elsewhere. */
  imported(params: ImportParams): Promise<SnapshotResult>;
}

/** Asks over LSP. An answer of another shape is an error here, so that nothing behind it has to doubt. */
export function snapshotServer(client: () => Promise<SnapshotConnection>): SnapshotServer {
  async function ask(method: string, params: unknown): Promise<SnapshotResult> {
    return checkedAnswer(method, isSnapshotResult, await (await client()).sendRequest(method, params));
  }
  return {
    current: (uri) => ask(requests.snapshot, { uri }),
    imported: (params) => ask(requests.importSnapshot, params),
  };
}
