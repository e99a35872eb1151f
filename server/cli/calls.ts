import type { ToolCall } from '../decision/decision.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';
import { didYouMean, didYouMeanSentence, quoted } from '../policy/problems/didYouMean.ts';
import { jsonValueOf, parseTree } from '../policy/syntax/syntaxTree.ts';
import { visibleLine } from '../policy/visibleText.ts';
import { readMoment } from '../scenarios/moment.ts';
import { upstreamOutcomes } from '../scenarios/readCall.ts';
import { UnreadableInput } from './terminal.ts';

/** Where a line of calls stands, and how its reader speaks of it. */
interface CallLine {
  readonly text: string;
  /** The time of the call before, in milliseconds since the Unix epoch. */
  readonly before: number;
  readonly unreadable: (reason: string) => UnreadableInput;
  readonly warn: (remark: string) => void;
}

const knownKeys = ['at', 'tool', 'args', 'grant', 'session', 'upstream', 'answeredAfter'];

/**
 * Reads one call a line: `{at?, tool, args?, grant?, session?, upstream?, answeredAfter?}`. `at` is an ISO 8601 time (UTC
 * where it names no zone) or milliseconds since the Unix epoch; without it, the time of the call before, and for the first
 * call `now`. `answeredAfter` is in milliseconds. Empty lines are passed over; a key that means nothing is remarked on.
 */
export function readCalls(file: string, text: string, now: number, warn: (remark: string) => void): ToolCall[] {
  const calls: ToolCall[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place = `${file}:${index + 1}`;
    calls.push(
      readCall({
        text: line,
        before: calls.at(-1)?.at ?? now,
        unreadable: (reason) => new UnreadableInput(`${place}: ${reason}`),
        warn: (remark) => warn(`${place}: ${remark}`),
      }),
    );
  }
  return calls;
}

function readCall({ text, before, unreadable, warn }: CallLine): ToolCall {
  const { root, errors } = parseTree(text);
  const call = root && jsonValueOf(root);
  if (errors.length > 0 || !isJsonObject(call)) throw unreadable('a call is a JSON object on one line');
  for (const key of Object.keys(call)) {
    if (knownKeys.includes(key)) continue;
    // The name that MCP itself gives them, and easily written.
    const meant = key === 'arguments' ? ['args'] : didYouMean(key, knownKeys);
    warn(`${quoted(visibleLine(key))} means nothing here${didYouMeanSentence(meant)}`);
  }
  const tool = member(call, 'tool');
  if (typeof tool !== 'string') throw unreadable('"tool" must be the name of a tool');
  const args = member(call, 'args') ?? {};
  if (!isJsonObject(args)) throw unreadable('"args" must be an object');
  const at = readTime(member(call, 'at'), before);
  if (at === undefined) throw unreadable('"at" must be a time such as "2026-01-31T10:30:00Z"');
  const upstream = upstreamOutcomes.find((outcome) => outcome === (member(call, 'upstream') ?? 'ok'));
  if (upstream === undefined) throw unreadable('"upstream" must be "ok", "tool_error", "error" or "timeout"');
  const answeredAfter = member(call, 'answeredAfter') ?? 0;
  if (!isDuration(answeredAfter)) throw unreadable('"answeredAfter" must be a number of milliseconds, 0 or more');
  const [grant, session] = [identity(call, 'grant'), identity(call, 'session')];
  return { tool, args, at, upstream, answeredAfter, grant, session };

  function identity(object: JsonObject, name: string): string {
    const value = member(object, name) ?? 'default';
    if (typeof value !== 'string') throw unreadable(`"${name}" must be a string`);
    return value;
  }
}

/** No answer takes longer than a clock can show. */
function isDuration(value: JsonValue): value is number {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15;
}

/** Undefined when it is no moment that a clock can show. */
function readTime(at: JsonValue | undefined, before: number): number | undefined {
  if (at === undefined || at === null) return before;
  if (typeof at === 'string') return readMoment(at);
  return typeof at === 'number' && !Number.isNaN(new Date(at).getTime()) ? Math.floor(at) : undefined;
}
