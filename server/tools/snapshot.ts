import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';
import { longestToolName, salvageTools } from './salvage.ts';
import { isJsonList, itemsOf } from './schema/keyword.ts';
import { shortened } from './shortened.ts';
import { longestServerName, type SkippedTool, type Tool, type ToolList } from './tool.ts';

const longestReason = 500;

/** A snapshot's list, or one sentence about what is wrong with its text. */
export type SnapshotReading = { readonly list: ToolList } | { readonly problem: string };

/**
 * Reads a saved tool list: `{server, version?, fetchedAt?, tools}`, or the plain result of a `tools/list` captured
 * elsewhere. Unknown keys are welcome; malformed tools are skipped as they are in a live list.
 */
export function parseSnapshot(text: string): SnapshotReading {
  let value: JsonValue;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problem: `The snapshot is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isJsonObject(value)) return { problem: 'The snapshot is not a JSON object with a "tools" list.' };
  const tools = member(value, 'tools');
  if (tools === undefined) return { problem: 'The snapshot has no "tools" list.' };
  if (!isJsonList(tools)) return { problem: 'The "tools" of the snapshot is not a list.' };
  return readList(value, tools);
}

function readList(value: JsonObject, tools: readonly JsonValue[]): SnapshotReading {
  const [server, version] = [member(value, 'server') ?? 'unnamed server', member(value, 'version') ?? undefined];
  if (typeof server !== 'string') return { problem: 'The "server" of the snapshot is not a text.' };
  if (version !== undefined && typeof version !== 'string') {
    return { problem: 'The "version" of the snapshot is not a text.' };
  }
  const saved = member(value, 'fetchedAt') ?? undefined;
  const fetchedAt = typeof saved === 'string' ? Date.parse(saved) : undefined;
  if (saved !== undefined && (fetchedAt === undefined || Number.isNaN(fetchedAt))) {
    return { problem: 'The "fetchedAt" of the snapshot is not a time such as "2026-01-31T12:00:00.000Z".' };
  }
  const salvage = salvageTools(tools);
  const cutShort = member(value, 'cutShort');
  return {
    list: {
      server: shortened(server, longestServerName),
      ...(version !== undefined && { version: shortened(version, longestServerName) }),
      ...(fetchedAt !== undefined && { fetchedAt }),
      tools: salvage.tools,
      skipped: [...salvage.skipped, ...itemsOf(member(value, 'skipped')).flatMap(toSkipped)],
      ...(typeof cutShort === 'string' && { cutShort: shortened(cutShort, longestReason) }),
    },
  };
}

function toSkipped(value: JsonValue): SkippedTool[] {
  if (!isJsonObject(value)) return [];
  const [name, position, reason] = [member(value, 'name'), member(value, 'position'), member(value, 'reason')];
  if (typeof position !== 'number' || typeof reason !== 'string') return [];
  const isName = typeof name === 'string' && name.length <= longestToolName;
  return [{ ...(isName && { name }), position, reason: shortened(reason, longestReason) }];
}

/**
 * The snapshot's text: keys in a fixed order, tools by name, so that only what really changed shows in a diff. What the
 * server listed but could not be used is kept too: an incomplete list must not become the proof that a tool is gone.
 */
export function stringifySnapshot(list: ToolList): string {
  const snapshot = {
    server: list.server,
    ...(list.version !== undefined && { version: list.version }),
    ...(list.fetchedAt !== undefined && { fetchedAt: new Date(list.fetchedAt).toISOString() }),
    ...(list.cutShort !== undefined && { cutShort: list.cutShort }),
    tools: [...list.tools].sort(byName).map(inOrder),
    ...(list.skipped.length > 0 && { skipped: list.skipped }),
  };
  return `${JSON.stringify(snapshot, undefined, 2)}\n`;
}

/** By code unit, so that the order is the same in every locale. */
function byName(left: Tool, right: Tool): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}

function inOrder({ name, title, description, inputSchema, annotations }: Tool): Tool {
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema,
    ...(annotations !== undefined && { annotations }),
  };
}
