import type { Secret } from '../serverConfig/definition/readyDefinition.ts';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * Replaces every secret's value by its name, the longest first so that no part of one is left standing. A value is also
 * known in the ways in which servers and their logs repeat it: trimmed, on one line, line by line, escaped. To be used
 * on whole texts: half a secret is not recognised.
 */
export function redactor(secrets: readonly Secret[]): Redact {
  const names = new Map<string, string>();
  for (const { name, value } of secrets) {
    for (const form of formsOf(value)) if (!names.has(form)) names.set(form, `‹${name}›`);
  }
  const longestFirst = [...names].sort(([left], [right]) => right.length - left.length);
  return (text) => longestFirst.reduce((rest, [form, shown]) => rest.replaceAll(form, () => shown), text);
}

/** Shorter parts of a secret are words of every message. */
const shortestPart = 4;

function formsOf(value: string): ReadonlySet<string> {
  const parts = [
    value.trim(),
    value.trim().replaceAll(/\s+/g, ' '),
    ...value.split(/[\r\n]+/).map((line) => line.trim()),
  ];
  const plain = [value, ...parts.filter((part) => part.length >= shortestPart)];
  return new Set(plain.filter((form) => form !== '').flatMap((form) => [form, ...escapedForms(form)]));
}

/** In JSON, in JSON within JSON, in JSON of ASCII alone, in the quotes of a programming language. */
function escapedForms(text: string): readonly string[] {
  const once = inJson(text);
  const ascii = once.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const single = once.replaceAll('\\"', '"');
  return [once, inJson(once), ascii, single, single.replaceAll("'", "\\'")];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
