import type { Span } from '../syntax/span.ts';
import { type Node, spanOf } from '../syntax/syntaxTree.ts';

/** Something in Intercept's dialect that is not understood, so that no call can be decided. */
export interface Fault {
  readonly span: Span;
  readonly message: string;
  /** The schema reports it, in better words; nobody needs to hear it twice. */
  readonly isOfSchema: boolean;
}

/** Adds what a reader does not understand; to be returned in the place of what was to be read. */
export function notUnderstood(faults: Fault[], node: Node, message: string): undefined {
  faults.push({ span: spanOf(node), message, isOfSchema: false });
}

/** Adds what the schema refuses as well. */
export function refusedBySchema(faults: Fault[], node: Node): undefined {
  faults.push({ span: spanOf(node), message: "This part of Intercept's dialect is not understood", isOfSchema: true });
}
