import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isJsonList } from '../schema/keyword.ts';

/** What was found in a capture of a server's messages, in its order. */
export type Captured =
  | {
      readonly kind: 'page';
      readonly entries: readonly JsonValue[];
      /** The cursor of the page behind it; absent on the last one. */
      readonly next?: JsonValue;
    }
  | { readonly kind: 'server'; readonly name: string; readonly version?: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'request' }
  | { readonly kind: 'configuration' };

/** Messages lie no deeper in what tools export. */
const deepest = 8;

/** Larger captures than this are read in part. */
const mostValues = 200_000;

/**
 * Finds the pages of tool lists in whatever a capture wraps them in: JSON-RPC responses, histories of requests and responses,
 * JSON kept as text within JSON.
 */
export function capturesIn(values: readonly JsonValue[]): readonly Captured[] {
  const found: Captured[] = [];
  let left = mostValues;

  function look(value: JsonValue, depth: number): void {
    if (depth > deepest || left-- <= 0) return;
    if (typeof value === 'string') {
      const held = depth > 0 ? heldJson(value) : undefined;
      if (held !== undefined) look(held, depth + 1);
    } else if (isJsonList(value)) {
      if (value.length > 0 && value.every(isToolLike)) found.push({ kind: 'page', entries: value });
      else for (const each of value) look(each, depth + 1);
    } else if (isJsonObject(value)) lookInto(value, depth);
  }

  function lookInto(object: JsonObject, depth: number): void {
    found.push(...saidBeside(object));
    const tools = member(object, 'tools');
    if (isJsonList(tools)) {
      const next = member(object, 'nextCursor') ?? undefined;
      found.push({ kind: 'page', entries: tools, ...(next !== undefined && { next }) });
      return;
    }
    for (const each of Object.values(object)) if (each !== null && typeof each !== 'number') look(each, depth + 1);
  }

  for (const value of values) look(value, 0);
  return found;
}

function saidBeside(object: JsonObject): readonly Captured[] {
  const said: Captured[] = [];
  const info = member(object, 'serverInfo');
  const name = isJsonObject(info) ? member(info, 'name') : undefined;
  const version = isJsonObject(info) ? member(info, 'version') : undefined;
  if (typeof name === 'string') {
    said.push({ kind: 'server', name, ...(typeof version === 'string' && { version }) });
  }
  const error = member(object, 'error');
  const message = isJsonObject(error) ? member(error, 'message') : undefined;
  if (typeof message === 'string') said.push({ kind: 'error', message });
  if (member(object, 'method') === 'tools/list') said.push({ kind: 'request' });
  const servers = member(object, 'mcpServers') ?? member(object, 'servers');
  if (isJsonObject(servers)) said.push({ kind: 'configuration' });
  return said;
}

function isToolLike(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    typeof member(value, 'name') === 'string' &&
    ['inputSchema', 'input_schema', 'description'].some((key) => member(value, key) !== undefined)
  );
}

function heldJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text) || !text.includes('"tools"')) return undefined;
  return parsedJson(text);
}

/** `undefined` for what is no JSON. */
export function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
