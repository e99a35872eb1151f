import { TextDocument } from 'vscode-languageserver-textdocument';
import { compiledPolicyOf } from '../../server/decision/compile/compilePolicy.ts';
import { parsePolicyDocument } from '../../server/policy/policyDocument.ts';
import type { WindowMode } from '../../server/protocol/simulation.ts';
import type { TrafficPlan } from '../../server/protocol/traffic.ts';
import { RunningTraffic } from '../../server/simulation/traffic/runningTraffic.ts';
import { type Figure, median } from './figure.ts';

/*
 * How long ten million calls of traffic take against a tool with two limits, counters followed and marks chosen: the
 * median of a few runs; it proves nothing and fails nothing.
 */

const rounds = 3;
const calls = 10_000_000;
const day = 86_400_000;
const grants = ['first', 'second', 'third', 'fourth'];

const cases: readonly { readonly name: string; readonly most: number; readonly windows: WindowMode }[] = [
  { name: 'nearly all denied', most: 1, windows: 'aligned' },
  { name: 'all allowed', most: 1_000_000, windows: 'aligned' },
  { name: 'all allowed, windows that slide', most: 1_000_000, windows: 'sliding' },
];

export async function trafficFigures(): Promise<Figure[]> {
  return cases.map(({ name, most, windows }) => {
    const seconds = Array.from({ length: rounds }, () => secondsOf(30 * most, 1000 * most, windows));
    return { what: `Traffic: ten million calls over a day, ${name}`, median: median(seconds), unit: 's' };
  });
}

function secondsOf(perMinute: number, perHour: number, windows: WindowMode): number {
  const limits = [
    { counter: 'send_minute', window: 'minute', max: perMinute, scope: 'grant' },
    { counter: 'send_hour', window: 'hour', max: perHour, scope: 'grant' },
  ];
  const text = JSON.stringify({ version: '1', default: 'deny', tools: { send: { limits } } });
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  if (document.root === undefined) throw new Error('The benchmark has no policy.');
  const started = performance.now();
  const traffic = new RunningTraffic(compiledPolicyOf(document.root), planOf(windows));
  while (!traffic.advance(2_000));
  const result = traffic.result(document);
  if (result.state !== 'run' || result.calls !== calls)
    throw new Error('The benchmark made other calls than it should.');
  return (performance.now() - started) / 1000;
}

function planOf(windows: WindowMode): TrafficPlan {
  return {
    start: Date.UTC(2026, 0, 1),
    duration: day,
    windows,
    streams: grants.map((grant) => ({
      tool: 'send',
      args: { amount: 5, currency: 'usd' },
      grant,
      session: 'default',
      upstream: 'ok',
      answeredAfter: 0,
      from: 0,
      to: day,
      pattern: { kind: 'steady', perMinute: calls / grants.length / (24 * 60) },
    })),
  };
}
