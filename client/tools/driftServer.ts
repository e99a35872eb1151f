import { type DriftResult, requests, type SnapshotResult } from '../../server/protocol/requests.ts';
import { isListOf, isOneOf, isOptional, isShape, isText } from '../../server/protocol/shape.ts';
import type { DriftMark } from '../../server/protocol/toolsOverview.ts';
import { checkedAnswer } from '../checkedAnswer.ts';
import { isSnapshotResult } from './snapshotResult.ts';

/** The part of a language client that is needed. */
export interface DriftConnection {
  sendRequest(method: string, parameters: unknown): Promise<unknown>;
}

/** The questions about what changed in a policy's server. Both fail when there is no answer, with a message for the person. */
export interface DriftServer {
  drift(uri: string): Promise<DriftResult>;
  /** The list as it is now, as the text of a snapshot. */
  snapshot(uri: string): Promise<SnapshotResult>;
}

/** No list of tools comes near. In UTF-16 code units. */
const isAnyText = isText(100_000_000);

const isMark = isShape<DriftMark>({
  kind: isOneOf('added', 'removed', 'renamed', 'description', 'schema', 'annotations'),
  sentence: isAnyText,
});

const isDriftResult = isShape<DriftResult>({
  snapshot: isOptional(isAnyText),
  tools: isListOf(
    isShape<DriftResult['tools'][number]>({
      name: isAnyText,
      formerName: isOptional(isAnyText),
      marks: isListOf(isMark, 100),
      before: isOptional(isAnyText),
      now: isOptional(isAnyText),
    }),
    1_000_000,
  ),
});

/** Asks over LSP. An answer of another shape is an error here, so that nothing behind it has to doubt. */
export function driftServer(client: () => Promise<DriftConnection>): DriftServer {
  return {
    async drift(uri) {
      const answer = await (await client()).sendRequest(requests.drift, { uri });
      return checkedAnswer(requests.drift, isDriftResult, answer);
    },
    async snapshot(uri) {
      const answer = await (await client()).sendRequest(requests.snapshot, { uri });
      return checkedAnswer(requests.snapshot, isSnapshotResult, answer);
    },
  };
}
