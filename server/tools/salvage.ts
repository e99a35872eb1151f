import { isJsonObject, type JsonObject, member } from '../policy/json.ts';
import { isTooDeep, maximumDepth } from './schema/depth.ts';
import { shortened } from './shortened.ts';
import type { SkippedTool, Tool, ToolAnnotations } from './tool.ts';

/** In UTF-16 code units. A longer name is left out with its tool: cut, it would be the name of another one. */
export const longestToolName = 1_000;

/** Longer texts are cut: people read them, nothing depends on them. */
const longestDescription = 20_000;
const longestTitle = 1_000;

/** A usable tool, or why the value is not one. The name is there when at least that was readable. */
export type ToolCheck = { readonly tool: Tool } | { readonly name?: string; readonly reason: string };

/** What could be used of a server's list, and what was left out. */
export interface Salvage {
  readonly tools: readonly Tool[];
  readonly skipped: readonly SkippedTool[];
}

/**
 * Checks one entry of a server's `tools/list`. Salvaging is not accepting: an entry that breaks the protocol is left
 * out with a reason instead of being repaired, so that nobody writes rules for a tool that clients will refuse.
 */
function checkTool(value: unknown): ToolCheck {
  if (!isJsonObject(value)) return { reason: `is ${describe(value)}, not an object` };
  const name = member(value, 'name');
  if (name === undefined) return { reason: 'has no "name"' };
  if (typeof name !== 'string') return { reason: `has ${describe(name)} as its "name"` };
  if (name === '') return { reason: 'has an empty "name"' };
  if (name.length > longestToolName) {
    return { reason: `has a "name" of ${name.length} characters; at most ${longestToolName} can be used` };
  }
  const reason = textFault(value) ?? schemaFault(member(value, 'inputSchema')) ?? annotationFault(value);
  return reason === undefined ? { tool: toTool(name, value) } : { name, reason };
}

/** Checks every entry of a list, over all of its pages. The first of several tools with one name is kept. */
export function salvageTools(values: readonly unknown[]): Salvage {
  const tools = new Map<string, Tool>();
  const skipped: SkippedTool[] = [];
  values.forEach((value, position) => {
    const check = checkTool(value);
    if (!('tool' in check)) skipped.push({ ...check, position });
    else if (tools.has(check.tool.name)) skipped.push(duplicate(check.tool.name, position));
    else tools.set(check.tool.name, check.tool);
  });
  return { tools: [...tools.values()], skipped };
}

function duplicate(name: string, position: number): SkippedTool {
  return { name, position, reason: 'is listed a second time; the first one is used' };
}

function textFault(value: JsonObject): string | undefined {
  for (const key of ['title', 'description']) {
    const text = member(value, key);
    if (text !== undefined && typeof text !== 'string') return `has ${describe(text)} as its "${key}"`;
  }
  return undefined;
}

function schemaFault(schema: unknown): string | undefined {
  if (schema === undefined) return 'has no "inputSchema"';
  if (!isJsonObject(schema)) return `has ${describe(schema)} as its "inputSchema"`;
  if (member(schema, 'type') !== 'object') return 'has an "inputSchema" whose "type" is not "object"';
  const properties = member(schema, 'properties');
  if (properties !== undefined && !isJsonObject(properties)) {
    return `has ${describe(properties)} as the "properties" of its "inputSchema"`;
  }
  const required = member(schema, 'required');
  if (required !== undefined && !isListOfText(required)) {
    return `has ${describe(required)} as the "required" of its "inputSchema"; a list of names was expected`;
  }
  return isTooDeep(schema) ? `has an "inputSchema" nested more than ${maximumDepth} levels deep` : undefined;
}

const hintNames = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

function annotationFault(value: JsonObject): string | undefined {
  const annotations = member(value, 'annotations');
  if (annotations === undefined) return undefined;
  if (!isJsonObject(annotations)) return `has ${describe(annotations)} as its "annotations"`;
  const title = member(annotations, 'title');
  if (title !== undefined && typeof title !== 'string')
    return `has ${describe(title)} as the "title" of its annotations`;
  for (const hint of hintNames) {
    const claim = member(annotations, hint);
    if (claim !== undefined && typeof claim !== 'boolean') return `has ${describe(claim)} as its "${hint}"`;
  }
  return undefined;
}

function toTool(name: string, value: JsonObject): Tool {
  const title = member(value, 'title');
  const description = member(value, 'description');
  const inputSchema = member(value, 'inputSchema');
  const annotations = member(value, 'annotations');
  return {
    name,
    ...(typeof title === 'string' && { title: shortened(title, longestTitle) }),
    ...(typeof description === 'string' && { description: shortened(description, longestDescription) }),
    inputSchema: isJsonObject(inputSchema) ? inputSchema : {},
    ...(isJsonObject(annotations) && { annotations: toAnnotations(annotations) }),
  };
}

function toAnnotations(value: JsonObject): ToolAnnotations {
  const title = member(value, 'title');
  const claims = hintNames.flatMap((hint) => {
    const claim = member(value, hint);
    return typeof claim === 'boolean' ? [[hint, claim] as const] : [];
  });
  return { ...(typeof title === 'string' && { title: shortened(title, longestTitle) }), ...Object.fromEntries(claims) };
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
