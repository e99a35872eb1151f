import type { JsonObject } from '../../policy/json.ts';
import { numberAt, textAt } from './keyword.ts';

/** Addresses and numbers below are the ones reserved for documentation (RFC 2606, RFC 5737, RFC 3849). */
const byFormat: ReadonlyMap<string, string> = new Map([
  ['date-time', '2026-01-01T00:00:00Z'],
  ['date', '2026-01-01'],
  ['time', '12:00:00Z'],
  ['duration', 'P1D'],
  ['email', 'person@example.com'],
  ['idn-email', 'person@example.com'],
  ['hostname', 'example.com'],
  ['idn-hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.com/'],
  ['url', 'https://example.com/'],
  ['iri', 'https://example.com/'],
  ['uri-reference', '/example'],
  ['iri-reference', '/example'],
  ['uri-template', '/example/{id}'],
  ['uuid', '00000000-0000-4000-8000-000000000000'],
  ['json-pointer', '/example'],
  ['relative-json-pointer', '1/example'],
  ['regex', '^example$'],
  ['byte', 'ZXhhbXBsZQ=='],
]);

/** What is tried, in this order, against a `pattern`. */
const forPatterns = [
  'example',
  'a',
  '1',
  'A',
  '10',
  'abc',
  'ABC',
  'USD',
  'en',
  'en-US',
  '#000000',
  '1.0.0',
  '/',
  'a/b',
  '0x0',
];

/**
 * Texts that may satisfy a string schema, the best first; the caller checks them. `variant` asks for another text than
 * the last, for lists of different items. A server's pattern is only ever tried, never solved.
 */
export function* sampleTexts(schema: JsonObject, variant: number): Generator<string> {
  const format = byFormat.get(textAt(schema, 'format') ?? '');
  if (format !== undefined) yield format;
  const [shortest, longest] = [
    numberAt(schema, 'minLength') ?? 0,
    numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY,
  ];
  yield fitted(variant === 0 ? 'example' : `example ${variant + 1}`, shortest, longest);
  yield fitted(`${variant}`, shortest, longest);
  if (textAt(schema, 'pattern') === undefined) return;
  for (const text of [...forPatterns, ...byFormat.values()]) {
    yield text;
    yield fitted(text, shortest, longest);
  }
  yield '';
}

/** A server may ask for any length; beyond this no sample is made. */
const longestSample = 10_000;

function fitted(text: string, shortest: number, longest: number): string {
  const last = text.at(-1) ?? 'a';
  const length = Math.min(shortest, longestSample);
  return text.padEnd(length, last).slice(0, Math.max(0, Math.min(longest, longestSample)));
}
