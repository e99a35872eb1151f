import type { ToolCall, UpstreamOutcome } from '../decision/decision.ts';
import { isJsonObject, type JsonObject, member } from '../policy/json.ts';
import { jsonValueOf, parseTree } from '../policy/syntaxTree.ts';
import { UnreadableInput } from './terminal.ts';

const upstreamOutcomes: readonly UpstreamOutcome[] = ['ok', 'tool_error', 'error'];

/**
 * Reads one call a line: `{at?, tool, args?, grant?, session?, upstream?}`. `at` is an ISO 8601 time or milliseconds since
 * the Unix epoch; without it, the time of the call before, and for the first call `now`. Empty lines are passed over.
 */
export function readCalls(file: string, text: string, now: number): ToolCall[] {
  const calls: ToolCall[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    calls.push(
      readCall(line, calls.at(-1)?.at ?? now, (reason) => new UnreadableInput(`${file}:${index + 1}: ${reason}`)),
    );
  }
  return calls;
}

function readCall(line: string, before: number, unreadable: (reason: string) => UnreadableInput): ToolCall {
  const { root, errors } = parseTree(line);
  const call = root && jsonValueOf(root);
  if (errors.length > 0 || !isJsonObject(call)) throw unreadable('a call is a JSON object on one line');
  const tool = member(call, 'tool');
  if (typeof tool !== 'string') throw unreadable('"tool" must be the name of a tool');
  const args = member(call, 'args') ?? {};
  if (!isJsonObject(args)) throw unreadable('"args" must be an object');
  const at = readTime(member(call, 'at'), before);
  if (at === undefined) throw unreadable('"at" must be a time such as "2026-01-31T10:30:00Z"');
  const upstream = upstreamOutcomes.find((outcome) => outcome === (member(call, 'upstream') ?? 'ok'));
  if (upstream === undefined) throw unreadable('"upstream" must be "ok", "tool_error" or "error"');
  return { tool, args, at, upstream, grant: identity(call, 'grant'), session: identity(call, 'session') };

  function identity(object: JsonObject, name: string): string {
    const value = member(object, name) ?? 'default';
    if (typeof value !== 'string') throw unreadable(`"${name}" must be a string`);
    return value;
  }
}

/** Undefined when it is no moment that a clock can show. */
function readTime(at: unknown, before: number): number | undefined {
  if (at === undefined || at === null) return before;
  const moment = typeof at === 'number' ? at : typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(new Date(moment).getTime()) ? undefined : Math.floor(moment);
}
