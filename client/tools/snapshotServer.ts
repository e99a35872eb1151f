import { type ImportParams, requests, type SnapshotResult } from '../../server/protocol/requests.ts';
import { isAnyOf, isShape, isText } from '../../server/protocol/shape.ts';

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

/** In UTF-16 code units. */
const longestText = 100_000_000;
const isAnyText = isText(longestText);

const isSnapshotResult = isAnyOf<SnapshotResult>(
  isShape<Extract<SnapshotResult, { path: string }>>({ path: isAnyText, text: isAnyText }),
  isShape<Extract<SnapshotResult, { problem: object }>>({
    problem: isShape<{ readonly what: string; readonly remedy: string }>({ what: isAnyText, remedy: isAnyText }),
  }),
);

/** Asks over LSP. An answer of another shape is an error here, so that nothing behind it has to doubt. */
export function snapshotServer(client: () => Promise<SnapshotConnection>): SnapshotServer {
  async function ask(method: string, params: unknown): Promise<SnapshotResult> {
    const answer = await (await client()).sendRequest(method, params);
    if (isSnapshotResult(answer)) return answer;
    throw new Error(
      `The answer to ${method} cannot be read. Restart the language server; if it stays, extension and server differ in version.`,
    );
  }
  return {
    current: (uri) => ask(requests.snapshot, { uri }),
    imported: (params) => ask(requests.importSnapshot, params),
  };
}
