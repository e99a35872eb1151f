import { URI } from 'vscode-uri';

/** An editor may name a document by any text: `undefined` for one that is no URI. */
export function parsedUri(text: string): URI | undefined {
  try {
    return URI.parse(text);
  } catch {
    return undefined;
  }
}

/** Editors escape the same address in different ways; in this form they are the same. */
export function canonicalUri(text: string): string {
  return parsedUri(text)?.toString() ?? text;
}
