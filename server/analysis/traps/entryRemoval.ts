import { type Replacement, withoutEntry } from '../../policy/edits/replacement.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** Takes one entry out of an object or a list, whatever their number: their places are counted once, when first asked. */
export type EntryRemoval = (entry: Node) => readonly Replacement[];

/** Of no container, and for an entry that is not in it, the removal changes nothing. */
export function entryRemoval(container: Node | undefined): EntryRemoval {
  let places: ReadonlyMap<Node, number> | undefined;
  return (entry) => {
    places ??= new Map(container?.children?.map((child, index) => [child, index]));
    const place = places.get(entry);
    return container === undefined || place === undefined ? [] : withoutEntry(container, place);
  };
}
