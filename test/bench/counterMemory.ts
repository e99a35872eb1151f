import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Counters } from '../../server/decision/counting/counters.ts';
import { evaluate } from '../../server/decision/evaluate.ts';
import { callAt, policyOf } from './decision.ts';
import { type Figure, median } from './figure.ts';

const rounds = 5;
const liveCounters = 200_000;
const calls = 10_000_000;

/** What counting costs in memory: so much for each live counter, and nothing for each call. */
export function counterMemoryFigures(): Figure[] {
  const collectGarbage = garbageCollector();
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const perCounter = Array.from({ length: rounds }, () => heapOfCounters(heap) / liveCounters);
  const afterCalls = heapOfCalls(heap);
  return [
    {
      what: `Heap for each of ${liveCounters.toLocaleString('en')} live counters`,
      median: median(perCounter),
      unit: 'bytes',
    },
    {
      what: 'Heap after ten million calls, over what it was after the first million',
      median: afterCalls / 1024,
      unit: 'KB',
    },
  ];
}

function heapOfCounters(heap: () => number): number {
  const policy = policyOf({ limits: [{ counter: 'send_day', window: 'day', max: 30, scope: 'grant' }] });
  // The callers' names are the caller's, so they exist before.
  const made = Array.from({ length: liveCounters }, (_, index) => ({ ...callAt(index, 0), grant: `caller ${index}` }));
  const counters = new Counters();
  const before = heap();
  for (const call of made) evaluate(policy, counters, call);
  const grown = heap() - before;
  // This also keeps the calls alive until here.
  if (counters.size !== made.length) throw new Error(`${counters.size} counters are live.`);
  return grown;
}

/** A hundred seconds of calls by two hundred grants, over and over through a day. */
function heapOfCalls(heap: () => number): number {
  const policy = policyOf({
    limits: [
      { counter: 'send_minute', window: 'minute', max: 30, scope: 'grant' },
      { counter: 'send_hour', window: 'hour', max: 1000, scope: 'grant' },
    ],
  });
  const counters = new Counters();
  const made = Array.from({ length: 10_000 }, (_, index) => callAt(index, index * 10));
  const period = 100_000;
  const play = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const call = made[index % made.length];
      if (call !== undefined)
        evaluate(policy, counters, { ...call, at: call.at + Math.floor(index / made.length) * period });
    }
  };
  play(0, calls / 10);
  const before = heap();
  play(calls / 10, calls);
  return heap() - before;
}

/** `global.gc`, without a flag for whoever starts the benchmark. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('This Node does not let its garbage be collected.');
  return () => collect();
}
