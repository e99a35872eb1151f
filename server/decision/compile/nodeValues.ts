import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** The node's text; nothing for other types and for the empty text, which Go does not tell from an absent one. */
export function nonEmptyText(node: Node | undefined): string | undefined {
  return node?.type === 'string' && node.value !== '' ? String(node.value) : undefined;
}

/** The node's number; nothing for other types. */
export function numberOf(node: Node | undefined): number | undefined {
  return node?.type === 'number' && typeof node.value === 'number' ? node.value : undefined;
}
