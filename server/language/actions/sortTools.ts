import type { Replacement } from '../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { elements, type Node, properties, property, spanOf } from '../../policy/syntax/syntaxTree.ts';

/** The entries of `tools` by name, in the order of UTF-16 units. Each keeps its text; what stands between them stays. */
export function sortedTools({ root, text }: PolicyDocument): Replacement[] {
  const entries = properties(property(root, 'tools')?.value);
  return sorted(
    text.getText(),
    entries.map(({ node, name }) => ({ node, name })),
  );
}

/** The entries of `hide` in the order of UTF-16 units. None when one is no name. */
export function sortedHiddenTools({ root, text }: PolicyDocument): Replacement[] {
  const entries = elements(property(root, 'hide')?.value);
  if (entries.some(({ type }) => type !== 'string')) return [];
  return sorted(
    text.getText(),
    entries.map((node) => ({ node, name: String(node.value) })),
  );
}

interface NamedEntry {
  readonly node: Node;
  readonly name: string;
}

/** Of two with one name the last counts, so they stay in their order. */
function sorted(source: string, entries: readonly NamedEntry[]): Replacement[] {
  const inOrder = entries.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return entries.flatMap(({ node }, index): Replacement[] => {
    const moved = inOrder[index]?.node;
    if (moved === undefined || moved === node) return [];
    return [{ span: spanOf(node), text: source.slice(moved.offset, moved.offset + moved.length) }];
  });
}
