import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { writtenJson } from '../writtenJson.ts';
import { indentationUnit } from './textLayout.ts';

/** A longer line is broken up. */
const longestLine = 100;

/**
 * A tool's rules as a person writes them: a line for each key, and a list on its key's line as long as it is short.
 * In a text without lines, all on one.
 */
export function writtenRules(rules: JsonObject, source: string): string {
  const members = Object.entries(rules);
  if (members.length === 0) return '{}';
  if (!source.includes('\n')) return onOneLine(rules);
  const unit = indentationUnit(source);
  const lines = members.map(([key, value]) => `\n${unit}${writtenJson(key)}: ${writtenList(value, unit)}`);
  return `{${lines.join(',')}\n}`;
}

function writtenList(value: JsonValue, unit: string): string {
  const line = onOneLine(value);
  if (!Array.isArray(value) || line.length <= longestLine) return line;
  return `[${value.map((entry) => `\n${unit}${unit}${onOneLine(entry)}`).join(',')}\n${unit}]`;
}

/** JSON text on one line, with blanks where a person puts them: `[{ "max": 1 }]`. */
export function onOneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (!isJsonObject(value)) return writtenJson(value);
  const members = Object.entries(value).map(([key, inner]) => `${writtenJson(key)}: ${onOneLine(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
