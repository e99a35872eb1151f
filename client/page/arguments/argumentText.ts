import { applyEdits, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../server/protocol/panel.ts';

/** The names from a call's arguments down to one of them. */
export type ArgumentPath = readonly string[];

const layout = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/**
 * The JSON text with that argument set, or taken out when the value is `undefined`. Objects on the way to it that are
 * missing are made; everything else stays as it is written. The text must be a JSON object.
 */
export function withArgument(text: string, path: ArgumentPath, value: JsonValue | undefined): string {
  const root = parseTree(text);
  const isNew = root === undefined || findNodeAtLocation(root, [...path]) === undefined;
  // Only what is new is laid out: doing so touches its neighbours' blanks, too.
  const edited = applyEdits(text, modify(text, [...path], value, isNew ? layout : {}));
  return /^\s*\{\s*\}\s*$/.test(edited) ? '{}' : edited;
}

/** The value at the path; `undefined` when there is none. */
export function argumentAt(args: JsonObject, path: ArgumentPath): JsonValue | undefined {
  let value: JsonValue | undefined = args;
  for (const name of path) {
    value = value !== undefined && isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** True when an object has a name twice: only the last counts, and an edit could not tell which is meant. */
export function hasRepeatedName(text: string): boolean {
  const open = [parseTree(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'object' && new Set(namesIn(node)).size < (node.children ?? []).length) return true;
    open.push(...(node.children ?? []));
  }
  return false;
}

function namesIn({ children = [] }: Node): readonly unknown[] {
  return children.map((property) => property.children?.[0]?.value);
}

/** A text that is equal exactly when the JSON values are, whatever the order of their keys. */
export function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`).join()}}`;
}
