import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';
import { writtenJson } from '../policy/writtenJson.ts';
import { codeUnitOrder } from './drift/codeUnitOrder.ts';
import type { RiskClass } from './risk.ts';
import { longestToolName, salvageTools } from './salvage.ts';
import { isJsonList, itemsOf } from './schema/keyword.ts';
import { shortened } from './shortened.ts';
import { longestServerName, type SkippedTool, type Tool, type ToolList } from './tool.ts';

const longestReason = 500;

const allClasses: readonly RiskClass[] = ['read', 'write', 'execute', 'destructive', 'financial'];

/** A server's tools as a file keeps them, `*.mcptools.json`. */
export interface Snapshot {
  readonly list: ToolList;
  /** What a person said of tools, by their names; it counts before what is guessed. */
  readonly riskClasses: ReadonlyMap<string, RiskClass>;
}

/** A snapshot, or one sentence about what is wrong with its text. */
export type SnapshotReading = Snapshot | { readonly problem: string };

/**
 * Reads a saved tool list: `{server, version?, fetchedAt?, tools, riskClasses?}`, or the plain result of a `tools/list`
 * captured elsewhere. Unknown keys are welcome; malformed tools are skipped as they are in a live list, and a risk class
 * that is none is left out.
 */
export function parseSnapshot(text: string): SnapshotReading {
  let value: JsonValue;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problem: `The snapshot is not JSON: ${withoutQuotation(error)}` };
  }
  if (!isJsonObject(value)) return { problem: 'The snapshot is not a JSON object with a "tools" list.' };
  const tools = member(value, 'tools');
  if (tools === undefined) return { problem: 'The snapshot has no "tools" list.' };
  if (!isJsonList(tools)) return { problem: 'The "tools" of the snapshot is not a list.' };
  return readList(value, tools);
}

/** The parser quotes what it read. A link may have led to what is nobody's business, and logs of builds are read by many. */
function withoutQuotation(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/, (?:\.\.\.)?"[\s\S]*"(?:\.\.\.)? is not valid JSON$/, '');
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
    riskClasses: readRiskClasses(member(value, 'riskClasses')),
  };
}

function readRiskClasses(value: JsonValue | undefined): ReadonlyMap<string, RiskClass> {
  const classes = new Map<string, RiskClass>();
  if (!isJsonObject(value)) return classes;
  for (const [name, chosen] of Object.entries(value)) {
    const riskClass = allClasses.find((each) => each === chosen);
    if (riskClass !== undefined && name.length <= longestToolName) classes.set(name, riskClass);
  }
  return classes;
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
 * Schemas keep the server's order of keys, in which people know their arguments. What hides is written as escapes: a diff
 * shows it.
 */
export function stringifySnapshot({ list, riskClasses }: Snapshot): string {
  const chosen = [...riskClasses].sort(([left], [right]) => codeUnitOrder(left, right));
  const snapshot = {
    server: list.server,
    ...(list.version !== undefined && { version: list.version }),
    ...(list.fetchedAt !== undefined && { fetchedAt: new Date(list.fetchedAt).toISOString() }),
    ...(list.cutShort !== undefined && { cutShort: list.cutShort }),
    ...(chosen.length > 0 && { riskClasses: Object.fromEntries(chosen) }),
    tools: [...list.tools].sort((left, right) => codeUnitOrder(left.name, right.name)).map(inOrder),
    ...(list.skipped.length > 0 && { skipped: list.skipped }),
  };
  return `${writtenJson(snapshot, 2)}\n`;
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
