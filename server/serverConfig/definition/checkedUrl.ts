import { filledText, inputIds, type Template } from './template.ts';

/** URL parsers take a backslash for a slash and leave control characters out: people would read another address. */
const readDifferently = /[\\\p{Cc}\p{Cf}\p{Co}]/u;

/** Why a URL cannot be used; a URL that still waits for an answer is checked when the answer is there. */
export function urlFault(url: Template): string | undefined {
  if (url.some((part) => typeof part === 'string' && readDifferently.test(part))) {
    return 'contains a backslash or a character that does not show';
  }
  if (inputIds(url).length > 0) return undefined;
  const text = filledText(url, new Map());
  const protocol = URL.canParse(text) ? new URL(text).protocol : undefined;
  return protocol === 'http:' || protocol === 'https:' ? undefined : 'is not an http or https address';
}
