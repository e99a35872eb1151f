import { visibleLine } from './visibleText.ts';

/** Longer than any name that a person wrote; a file or a server may hold one of a megabyte. */
const longest = 120;

/** A name from a policy or a server as a sentence shows it: in quotes, on one line, without a hidden character, cut short. */
export function shownName(name: string): string {
  return JSON.stringify(shownLine(name, longest));
}

/** A text from elsewhere on one line, without a hidden character, cut after so many UTF-16 units. */
export function shownLine(text: string, most: number): string {
  return visibleLine(text.length > most ? `${text.slice(0, most)}…` : text);
}
