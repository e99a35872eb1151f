import type { Secret } from '../serverConfig/readyDefinition.ts';

/** The text with every secret's value replaced by its name, the longest first so that no part of one is left standing. */
export function redact(text: string, secrets: readonly Secret[]): string {
  const longestFirst = [...secrets].sort((left, right) => right.value.length - left.value.length);
  return longestFirst.reduce((rest, { name, value }) => rest.replaceAll(value, `‹${name}›`), text);
}
