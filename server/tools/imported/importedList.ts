import { isJsonObject, type JsonValue, member } from '../../policy/json.ts';
import { shownLine } from '../../policy/shownName.ts';
import { salvageTools } from '../salvage.ts';
import { isJsonList } from '../schema/keyword.ts';
import { shortened } from '../shortened.ts';
import { parseSnapshot, type SnapshotReading } from '../snapshot.ts';
import { longestServerName, type ToolList } from '../tool.ts';
import { type Captured, capturesIn, parsedJson } from './capture.ts';
import { type CapturedListing, lastListing } from './listings.ts';

const longestReason = 300;

/**
 * Reads a list of tools that was captured elsewhere: a snapshot, the result of a `tools/list`, the JSON-RPC response that
 * carries it, a list of pages, what the MCP Inspector keeps of requests and responses, or a log with a message a line.
 * @param server the server's name, where the text does not say it
 */
export function readImportedList(text: string, server: string): SnapshotReading {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { problem: 'There is nothing in it.' };
  const whole = parsedJson(trimmed);
  if (whole !== undefined && isSnapshot(whole)) return parseSnapshot(trimmed);
  const captured = capturesIn(whole === undefined ? valuesOfLines(trimmed) : [whole]);
  const listing = lastListing(captured, whole !== undefined);
  if (listing === undefined) return { problem: whyNone(captured, trimmed, whole) };
  const list = listOf(listing, captured, server);
  if (list.tools.length > 0 || list.skipped.length === 0) return { list, riskClasses: new Map() };
  return { problem: whyUnusable(list, listing) };
}

/** A snapshot says more than a page of a list does. */
function isSnapshot(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    isJsonList(member(value, 'tools')) &&
    ['server', 'fetchedAt', 'skipped', 'riskClasses'].some((key) => member(value, key) !== undefined)
  );
}

function listOf(listing: CapturedListing, captured: readonly Captured[], server: string): ToolList {
  const said = captured.findLast((each) => each.kind === 'server');
  return {
    server: shortened(said?.name ?? server, longestServerName),
    ...(said?.version !== undefined && { version: shortened(said.version, longestServerName) }),
    ...salvageTools(listing.entries),
    ...(listing.cutShort !== undefined && { cutShort: listing.cutShort }),
  };
}

/** Where JSON may begin behind what a log writes before it. */
const beginnings = /[[{](?=\s*["{])/g;
const mostBeginnings = 10;

/** A message a line. */
function valuesOfLines(text: string): readonly JsonValue[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const end = Math.max(line.lastIndexOf('}'), line.lastIndexOf(']')) + 1;
    for (const { index } of [...line.matchAll(beginnings)].slice(0, mostBeginnings)) {
      const value = parsedJson(line.slice(index, end));
      if (value !== undefined) return [value];
    }
    return [];
  });
}

function whyNone(captured: readonly Captured[], text: string, whole: JsonValue | undefined): string {
  const error = captured.findLast((each) => each.kind === 'error');
  if (error !== undefined) {
    return `The server answered with an error instead of a list: ${shownLine(error.message, longestReason)}`;
  }
  if (captured.some(({ kind }) => kind === 'request')) {
    return 'It holds the request for a list of tools, but not the answer to it.';
  }
  if (captured.some(({ kind }) => kind === 'configuration')) {
    return 'It says how servers are started or reached, and not which tools they have.';
  }
  return whole === undefined && /^[[{]/.test(text)
    ? `It is not JSON: ${faultOf(text)}`
    : 'There is no list of tools in it.';
}

function faultOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return shownLine(error instanceof Error ? error.message : String(error), longestReason);
  }
}

function whyUnusable({ skipped }: ToolList, { entries }: CapturedListing): string {
  const reason = skipped[0]?.reason ?? '';
  const first = entries[0];
  const isForModel =
    isJsonObject(first) && ['input_schema', 'function'].some((key) => member(first, key) !== undefined);
  const hint = isForModel ? ' It looks like a list for a model; what the server itself lists is needed.' : '';
  return `None of its tools can be used: the first ${reason}.${hint}`;
}
