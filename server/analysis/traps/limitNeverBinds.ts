import { namedWindows, type Window } from '../../decision/counting/windows.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit, WrittenTool } from '../../policy/writtenPolicy.ts';
import { haveRepeatedCounter } from './counterNames.ts';
import { type EntryRemoval, entryRemoval } from './entryRemoval.ts';

/**
 * Limits that let through whatever another limit lets through: 5 calls a minute are at most 300 an hour, so that 1000 an
 * hour are never reached; and 5 an hour are at most 5 in each of its minutes. Whether windows are aligned or slide, an
 * hour is covered by 60 minutes. A call is charged to every limit of its tool and of all tools or to none, so that no
 * count runs ahead of the others.
 *
 * (A tool's limit under one of all tools: the answer to another tool's call can give a reservation back after its window,
 * which makes room for one more call in the new window. That is passed over.)
 */
export function idleLimits({ root, written }: PolicyDocument, tools: readonly WrittenTool[]): Problem[] {
  const problems: Problem[] = [];
  const shared = narrowest(written.allToolsLimits);
  const check = (limits: readonly WrittenLimit[], owner: Node | undefined): void => {
    const repeated = repeatedCounters(limits);
    const own = limits === written.allToolsLimits ? shared : narrowest(limits);
    const removal = entryRemoval(property(owner, 'limits')?.value);
    for (const limit of limits) {
      if (repeated?.has(limit.counter?.value)) continue;
      const binding = own.find((other) => lowers(other, limit)) ?? shared.find((other) => lowers(other, limit));
      if (binding !== undefined) problems.push(idle(limit, binding, removal));
    }
  };
  check(written.allToolsLimits, property(root, 'all_tools')?.value);
  for (const { limits, value } of tools) {
    if (limits.length > (shared.length > 0 ? 0 : 1)) check(limits, value);
  }
  // Intercept's own rules can charge the same counters, which are not looked at here.
  const speaksIntercept =
    problems.length > 0 && written.tools.some(({ value }) => property(value, 'rules') !== undefined);
  return speaksIntercept ? [] : problems;
}

/** The first of the smallest limits of each window. */
function narrowest(limits: readonly WrittenLimit[]): readonly WrittenLimit[] {
  const repeated = repeatedCounters(limits);
  const found: WrittenLimit[] = [];
  for (const limit of limits) {
    if (!isPlain(limit) || repeated?.has(limit.counter?.value)) continue;
    const known = found.findIndex(({ window }) => window?.value === limit.window?.value);
    const before = found[known];
    if (before === undefined) found.push(limit);
    else if (maxOf(limit) < maxOf(before)) found[known] = limit;
  }
  return found;
}

/** Limits of one counter disturb each other (the assumption `shared-counter`), so that nothing is said of them. */
function repeatedCounters(limits: readonly WrittenLimit[]): ReadonlySet<unknown> | undefined {
  if (!haveRepeatedCounter(limits)) return undefined;
  const seen = new Set<unknown>();
  return new Set(limits.map(({ counter }) => counter?.value).filter((name) => seen.size === seen.add(name).size));
}

/** True for a limit of a number of calls by grant. */
function isPlain(limit: WrittenLimit): boolean {
  const { counter, scope, incrementFrom } = limit;
  if (incrementFrom !== undefined || scope?.value !== 'grant' || typeof counter?.value !== 'string') return false;
  return windowOf(limit) !== undefined && maxOf(limit) >= 1;
}

function windowOf({ window }: WrittenLimit): Window | undefined {
  return typeof window?.value === 'string' ? namedWindows.get(window.value) : undefined;
}

function maxOf({ max }: WrittenLimit): number {
  return typeof max?.value === 'number' ? max.value : Number.NaN;
}

/** Whether the one lets no more calls through than the other would. */
function lowers(narrow: WrittenLimit, limit: WrittenLimit): boolean {
  return narrow !== limit && mostPer(limit, narrow) <= maxOf(limit) && isPlain(limit);
}

/** How many calls another limit lets through in a window of the limit's. */
function mostPer(limit: WrittenLimit, narrow: WrittenLimit): number {
  const [length, part] = [windowOf(limit)?.length ?? Number.NaN, windowOf(narrow)?.length ?? Number.NaN];
  return maxOf(narrow) * Math.max(1, length / part);
}

function idle(limit: WrittenLimit, narrow: WrittenLimit, removal: EntryRemoval): Problem {
  return {
    code: 'limit-never-binds',
    severity: 'information',
    span: spanOf(limit.max ?? limit.node),
    message: `This limit never denies a call: ${because(limit, narrow)}. Lower it, or take it out`,
    fixes: [{ title: 'Take this limit out', edits: removal(limit.node), isEvident: false }],
    related: { span: spanOf(narrow.max ?? narrow.node), message: 'The limit that binds' },
  };
}

function because(limit: WrittenLimit, narrow: WrittenLimit): string {
  const place = narrow.tool === undefined && limit.tool !== undefined ? ' over all tools' : '';
  const window = windowOf(narrow);
  const allowed = `${shownName(String(narrow.counter?.value))}${place} allows ${maxOf(narrow)} per ${window?.inWords}`;
  const wider = windowOf(limit);
  if (window === undefined || wider === undefined || wider.length <= window.length) return allowed;
  return `${allowed}, which makes ${mostPer(limit, narrow)} per ${wider.inWords}`;
}
