import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { CompiledPolicy } from '../../server/decision/compile/compiledPolicy.ts';
import { compilePolicy } from '../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../server/decision/counting/counters.ts';
import type { WindowMode } from '../../server/decision/counting/windows.ts';
import { decide } from '../../server/decision/decide.ts';
import type { ToolCall } from '../../server/decision/decision.ts';
import { evaluate } from '../../server/decision/evaluate.ts';
import { parseTree } from '../../server/policy/syntax/syntaxTree.ts';
import { type Figure, median } from './figure.ts';

/*
 * How many calls a second are decided: the median of several rounds; it proves nothing and fails nothing. The calls of a
 * case come from many grants and move through time, so that counters are made, charged, exhausted and swept out.
 */

const rounds = 9;
const callsPerRound = 400_000;
const grants = Array.from({ length: 200 }, (_, index) => `grant-${index}`);
const midnight = Date.UTC(2026, 0, 1);

const limits = [
  { counter: 'send_minute', window: 'minute', max: 30, scope: 'grant' },
  { counter: 'send_hour', window: 'hour', max: 1000, scope: 'grant' },
];
const conditions = [
  { path: 'args.amount', op: 'lte', value: 5000 },
  { path: 'args.currency', op: 'in', value: ['usd', 'eur'] },
];
const tool = { require: [{ conditions }], limits };

interface Case {
  readonly name: string;
  readonly tool: object;
  readonly explained?: true;
  readonly windows?: WindowMode;
  /** What the server answers to each call; absent: a result. */
  readonly answer?: Pick<ToolCall, 'upstream' | 'answeredAfter'>;
}

const cases: readonly Case[] = [
  { name: 'a single limit', tool: { limits: limits.slice(0, 1) } },
  { name: 'two conditions and two limits', tool },
  { name: 'two conditions and two limits, windows that slide', tool, windows: 'sliding' },
  {
    name: 'two conditions and two limits, each call times out after 30 s',
    tool,
    answer: { upstream: 'timeout', answeredAfter: 30_000 },
  },
  { name: 'two conditions and two limits, explained', tool, explained: true },
];

export async function decisionFigures(): Promise<Figure[]> {
  const compared = await comparedFigures();
  const figures = cases.map(({ name, tool, explained, windows, answer }): Figure => {
    const policy = policyOf(tool);
    const calls = Array.from({ length: callsPerRound }, (_, index) => ({ ...callAt(index, index * 10), ...answer }));
    const rates = Array.from({ length: rounds }, () =>
      callsPerSecond(policy, new Counters(windows), calls, explained ? decide : evaluate),
    );
    return { what: `Decisions: ${name}`, median: median(rates), unit: 'million a second' };
  });
  return [...figures, ...compared];
}

/**
 * The same calls for both, all of them within one minute, since the other library takes the time from the clock. Both take
 * turns, and each is used as it must be: the other one answers by a promise, and refuses by rejecting it.
 */
async function comparedFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const calls = Array.from({ length: callsPerRound }, (_, index) => callAt(index, Math.floor(index / 10)));
  for (const [traffic, max] of [
    ['every call passes', callsPerRound],
    ['30 of 2,000 calls pass', 30],
  ] as const) {
    const policy = policyOf({ limits: [{ counter: 'send_minute', window: 'minute', max, scope: 'grant' }] });
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(callsPerSecond(policy, new Counters(), calls, evaluate));
      theirs.push(await consumedPerSecond(new RateLimiterMemory({ points: max, duration: 60 }), calls));
    }
    const what = `One limit a minute, ${grants.length} grants, ${traffic}`;
    figures.push(
      { what: `${what}: ours`, median: median(ours), unit: 'million a second' },
      { what: `${what}: rate-limiter-flexible in memory`, median: median(theirs), unit: 'million a second' },
    );
  }
  return figures;
}

export function policyOf(tool: object): CompiledPolicy {
  const { root } = parseTree(JSON.stringify({ version: '1', default: 'deny', tools: { send: tool } }));
  if (root === undefined) throw new Error('The benchmark has no policy.');
  return compilePolicy(root);
}

/** In millions, as everything here. */
function callsPerSecond(
  policy: CompiledPolicy,
  counters: Counters,
  calls: readonly ToolCall[],
  decideCall: typeof evaluate,
): number {
  const started = performance.now();
  for (const call of calls) decideCall(policy, counters, call);
  return millionsPerSecond(calls.length, started);
}

async function consumedPerSecond(limiter: RateLimiterMemory, calls: readonly ToolCall[]): Promise<number> {
  let refused = 0;
  const started = performance.now();
  for (const { grant } of calls) {
    try {
      await limiter.consume(grant);
    } catch {
      refused++;
    }
  }
  const rate = millionsPerSecond(calls.length, started);
  if (refused === calls.length) throw new Error('The other limiter let nothing pass.');
  // Each key has a timer, which would go off in a later round.
  for (const grant of grants) await limiter.delete(grant);
  return rate;
}

function millionsPerSecond(calls: number, started: number): number {
  return calls / (performance.now() - started) / 1000;
}

export function callAt(index: number, milliseconds: number): ToolCall {
  return {
    tool: 'send',
    args: { amount: index % 6000, currency: index % 2 === 0 ? 'usd' : 'eur', note: 'for the month' },
    at: midnight + milliseconds,
    grant: grants[index % grants.length] ?? 'default',
    session: 'default',
    upstream: 'ok',
  };
}
