import { shortened } from '../../tools/shortened.ts';
import { markdownText } from '../untrustedText.ts';

/** The parts that there are, as paragraphs; `undefined` when there are none. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.length === 0 ? undefined : present.join('\n\n');
}

/** In UTF-16 code units, of a description that a server gives. */
const longestDescription = 4_000;

/** A server's description in Markdown; of a very long one the beginning, and a line that says so. */
export function descriptionText(description: string | undefined): string | undefined {
  if (description === undefined || description.length <= longestDescription) {
    return description && markdownText(description);
  }
  return `${markdownText(shortened(description, longestDescription))}\n\n_The description goes on; this is its beginning._`;
}
