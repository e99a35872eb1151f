import { distance } from 'fastest-levenshtein';
import { shownName } from '../shownName.ts';
import { writtenJson } from '../writtenJson.ts';

/** Nobody mistypes a longer name, and comparing two takes time by the product of their lengths. */
const longest = 200;

/**
 * The candidates close enough to `written` to be what its author meant, closest first, at most three.
 * Close enough: at most a third of the longer name is different, or one letter, or two that changed places, so that short
 * names do not match everything. Nothing is close to a name of more than 200 characters.
 */
export function didYouMean(written: string, candidates: Iterable<string>): string[] {
  if (written.length > longest) return [];
  const near: { candidate: string; edits: number }[] = [];
  for (const candidate of candidates) {
    const longer = Math.max(written.length, candidate.length);
    const allowed = Math.max(1, Math.floor(longer / 3));
    // The difference in length is a lower bound of the distance, and free.
    if (Math.abs(written.length - candidate.length) > allowed) continue;
    const edits = editsBetween(written.toLowerCase(), candidate.toLowerCase());
    if (edits <= allowed) near.push({ candidate, edits });
  }
  near.sort((a, b) => a.edits - b.edits || a.candidate.localeCompare(b.candidate));
  return near.slice(0, 3).map(({ candidate }) => candidate);
}

/** Two letters that changed places, the commonest slip, are one edit. */
function editsBetween(written: string, candidate: string): number {
  const edits = distance(written, candidate);
  return edits === 2 && isSwapped(written, candidate) ? 1 : edits;
}

function isSwapped(written: string, candidate: string): boolean {
  let at = 0;
  while (written[at] === candidate[at]) at++;
  const swapped = `${written.slice(0, at)}${written[at + 1] ?? ''}${written[at] ?? ''}${written.slice(at + 2)}`;
  return swapped === candidate;
}

/** `. Did you mean "x"?`, ready to end a message; empty when nothing is close. */
export function didYouMeanSentence(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : `. Did you mean ${orList(suggestions.map(shownName))}?`;
}

/** The text as a policy writes it: in quotes, with JSON's escapes, and nothing hides in it. For what is shown, see `shownName`. */
export function quoted(text: string): string {
  return writtenJson(text);
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
