import type { SnapshotResult } from '../../server/protocol/requests.ts';
import { isAnyOf, isShape, isText } from '../../server/protocol/shape.ts';

/** No list of tools comes near. In UTF-16 code units. */
const isAnyText = isText(100_000_000);

/** A list as the text of a snapshot, with the place where it belongs; or why there is none. */
export const isSnapshotResult = isAnyOf<SnapshotResult>(
  isShape<Extract<SnapshotResult, { path: string }>>({ path: isAnyText, text: isAnyText }),
  isShape<Extract<SnapshotResult, { problem: object }>>({
    problem: isShape<{ readonly what: string; readonly remedy: string }>({ what: isAnyText, remedy: isAnyText }),
  }),
);
