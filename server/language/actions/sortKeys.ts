import { type Replacement, replaced } from '../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { elements, type Node, type Property, properties, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { type DocumentedPlace, documentedKeys } from '../schemaDocumentation.ts';

/**
 * The keys of every object in the order of the schema, those that it does not know behind them. Each property keeps its
 * text, apart from the objects in it; what stands between two of them stays.
 */
export function sortedKeys({ root, text }: PolicyDocument): Replacement[] {
  return root === undefined ? [] : sortedIn(text.getText(), root, 'policy');
}

/** The same for one tool's rules alone. */
export function sortedKeysOfTool({ text }: PolicyDocument, rules: Node): Replacement[] {
  return sortedIn(text.getText(), rules, 'tool');
}

/** What kind of object stands under a key of another one: itself, in a list, or (`tools`) under every name. */
const below: Readonly<Record<DocumentedPlace, Readonly<Record<string, DocumentedPlace>>>> = {
  policy: { all_tools: 'allTools' },
  allTools: { limits: 'limit' },
  tool: { require: 'rule', deny_if: 'rule', limits: 'limit', rate_limit: 'rateLimit' },
  rule: { conditions: 'condition' },
  condition: {},
  limit: {},
  rateLimit: {},
};

function sortedIn(source: string, object: Node, place: DocumentedPlace): Replacement[] {
  const entries = properties(object);
  const order = new Map(documentedKeys(place).map(({ key }, index) => [key, index]));
  const rank = ({ name }: Property): number => order.get(name) ?? order.size;
  // Stable: of two with one name the last counts, so they stay in their order.
  const inOrder = entries.toSorted((a, b) => rank(a) - rank(b));
  return entries.flatMap((entry, index): Replacement[] => {
    const moved = inOrder[index] ?? entry;
    const inside = sortedBelow(source, moved, place);
    if (moved === entry) return inside;
    return [{ span: spanOf(entry.node), text: textWith(source, moved.node, inside) }];
  });
}

function sortedBelow(source: string, { name, value }: Property, place: DocumentedPlace): Replacement[] {
  if (place === 'policy' && name === 'tools')
    return properties(value).flatMap((tool) => (tool.value === undefined ? [] : sortedIn(source, tool.value, 'tool')));
  const kinds = below[place];
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined || value === undefined) return [];
  const objects = value.type === 'array' ? elements(value) : [value];
  return objects.flatMap((object) => sortedIn(source, object, kind));
}

/** The text of a node with changes inside it, which are given by their places in the whole text. */
function textWith(source: string, { offset, length }: Node, changes: readonly Replacement[]): string {
  const moved = changes.map(({ span, text }) => ({ span: { ...span, offset: span.offset - offset }, text }));
  return replaced(source.slice(offset, offset + length), moved);
}
