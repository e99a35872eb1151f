import type { JsonValue } from '../../../server/protocol/panel.ts';
import { writtenJson } from '../../../server/protocol/writtenJson.ts';

export interface JsonLayout {
  /** One level deeper. */
  readonly unit: string;
  readonly lineEnd: string;
}

/** A line is not longer than this, if it can be broken. */
const longestLine = 100;

/**
 * JSON as people write it: what fits on a line stands on one line, the rest member by member.
 * @param indent what stands before the line in which the value begins
 */
export function laidOut(value: JsonValue, indent: string, layout: JsonLayout): string {
  const short = onOneLine(value);
  if (indent.length + short.length <= longestLine || typeof value !== 'object' || value === null) return short;
  const deeper = indent + layout.unit;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Array.isArray(value)
    ? value.map((inner: JsonValue) => laidOut(inner, deeper, layout))
    : Object.entries(value).map(([name, inner]) => `${writtenJson(name)}: ${laidOut(inner, deeper, layout)}`);
  const lines = members.map((member) => `${deeper}${member}`).join(`,${layout.lineEnd}`);
  return `${open}${layout.lineEnd}${lines}${layout.lineEnd}${indent}${close}`;
}

function onOneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return writtenJson(value);
  const members = Object.entries(value).map(([name, inner]) => `${writtenJson(name)}: ${onOneLine(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
