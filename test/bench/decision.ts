import type { CompiledPolicy } from '../../server/decision/compiledPolicy.ts';
import { compilePolicy } from '../../server/decision/compilePolicy.ts';
import { Counters } from '../../server/decision/counters.ts';
import { decide } from '../../server/decision/decide.ts';
import type { ToolCall } from '../../server/decision/decision.ts';
import { evaluate } from '../../server/decision/evaluate.ts';
import { parseTree } from '../../server/policy/syntaxTree.ts';
import { type Figure, median } from './figure.ts';

/*
 * How many calls a second are decided: the median of several rounds; it proves nothing and fails nothing. The calls of a case come from many grants and move through time, so that counters are made, charged, exhausted and swept
 * out.
 */

const rounds = 9;
const callsPerRound = 400_000;
const grants = Array.from({ length: 200 }, (_, index) => `grant-${index}`);

const limits = [
  { counter: 'send_minute', window: 'minute', max: 30, scope: 'grant' },
  { counter: 'send_hour', window: 'hour', max: 1000, scope: 'grant' },
];
const conditions = [
  { path: 'args.amount', op: 'lte', value: 5000 },
  { path: 'args.currency', op: 'in', value: ['usd', 'eur'] },
];

const cases: readonly { readonly name: string; readonly tool: object; readonly explained?: true }[] = [
  { name: 'a single limit', tool: { limits: limits.slice(0, 1) } },
  { name: 'two conditions and two limits', tool: { require: [{ conditions }], limits } },
  { name: 'two conditions and two limits, explained', tool: { require: [{ conditions }], limits }, explained: true },
];

export function decisionFigures(): Figure[] {
  return cases.map(({ name, tool, explained }) => {
    const policy = compiled({ version: '1', default: 'deny', tools: { send: tool } });
    const rates = Array.from({ length: rounds }, () => callsPerSecond(policy, explained ? decide : evaluate));
    return { what: `Decisions: ${name}`, median: median(rates) / 1e6, unit: 'million a second' };
  });
}

function compiled(document: object): CompiledPolicy {
  const { root } = parseTree(JSON.stringify(document));
  if (root === undefined) throw new Error('The benchmark has no policy.');
  return compilePolicy(root);
}

function callsPerSecond(policy: CompiledPolicy, decideCall: typeof evaluate): number {
  const counters = new Counters();
  const calls = Array.from({ length: callsPerRound }, (_, index) => callNumber(index));
  const started = performance.now();
  for (const call of calls) decideCall(policy, counters, call);
  return (callsPerRound / (performance.now() - started)) * 1000;
}

function callNumber(index: number): ToolCall {
  return {
    tool: 'send',
    args: { amount: index % 6000, currency: index % 2 === 0 ? 'usd' : 'eur', note: 'for the month' },
    at: Date.UTC(2026, 0, 1) + index * 10,
    grant: grants[index % grants.length] ?? 'default',
    session: 'default',
    upstream: 'ok',
  };
}
