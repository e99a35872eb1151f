import type { TreePlace } from '../../policy/syntax/treePlace.ts';
import { type DocumentedPlace, keyDocumentation } from '../schemaDocumentation.ts';
import { markdownText } from '../untrustedText.ts';

/** The schema's documentation of the key at a place, or of the key whose text, number or boolean stands there. */
export function explainKey(kind: DocumentedPlace, { path, part, node }: TreePlace): string | undefined {
  const key = path.at(-1);
  const isInside = part === 'value' && (node.type === 'object' || node.type === 'array');
  return typeof key === 'string' && !isInside ? keyInWords(kind, key) : undefined;
}

/** A key's name, its title and what the schema says of it; `undefined` for a key that the schema does not know. */
export function keyInWords(kind: DocumentedPlace, key: string): string | undefined {
  const documentation = keyDocumentation(kind, key);
  if (documentation === undefined) return undefined;
  return `**${markdownText(key)}** · ${documentation.title}\n\n${documentation.description}`;
}
