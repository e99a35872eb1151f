import type { Span } from '../../policy/syntax/span.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** A place where something stands or may be written: a key, the value of a key, or an element of a list. */
export interface Slot {
  readonly part: 'key' | 'value' | 'element';
  /** For a value: its key. */
  readonly key: string | undefined;
  /** The objects and lists around it, outermost first. */
  readonly around: readonly Node[];
  /** Keys and indexes from the root to the innermost of them. */
  readonly path: readonly (string | number)[];
  /** The key or the scalar that is there already. */
  readonly over: Node | undefined;
  /** What a completion replaces: the whole of what is there, quotes included. Empty between two entries. Within one line. */
  readonly span: Span;
  /** What the author has written of it, up to the cursor, without the quote in front. */
  readonly typed: string;
  /** What stands behind a key: nothing yet, its colon, or a value whose colon is missing. */
  readonly followedBy: 'nothing' | 'colon' | 'value';
  /** True when another entry follows without a comma between. */
  readonly needsComma: boolean;
  /** Where a comma is missing behind the entry before. */
  readonly missingComma: number | undefined;
}

/** The object or list that the slot is in. */
export function containerOf({ around }: Slot): Node | undefined {
  return around.at(-1);
}
