import assert from 'node:assert/strict';
import { mostBuckets, mostMarks, mostTrafficCalls, type TrafficMark } from '../../../server/protocol/traffic.ts';
import { isTrafficResult } from '../../../server/protocol/trafficShape.ts';
import { RunningTraffic } from '../../../server/simulation/traffic/runningTraffic.ts';
import { compiled, day, documentOf, hour, limited, minute, plan, runOf, start, stream } from './trafficPlans.ts';

const second = 1000;

suite('A run of traffic', () => {
  test('tells what became of the calls over time, by tool and by rule', () => {
    const run = runOf(
      limited({ few: '2/minute' }),
      plan(
        [
          stream({ pattern: { kind: 'steady', perMinute: 6 } }),
          stream({ tool: 'drop', from: 15 * second, to: 25 * second, pattern: { kind: 'burst', calls: 3, every: 0 } }),
        ],
        { duration: 65 * second },
      ),
    );
    assert.deepEqual([run.calls, run.allowed, run.denied, run.approval], [10, 3, 7, 0]);
    assert.deepEqual([run.version, run.bucket, run.firstBucket, run.deniedOverTime.length], [7, second, start, 65]);
    assert.deepEqual(busy(run.allowedOverTime), { 0: 1, 10: 1, 60: 1 });
    assert.deepEqual(busy(run.deniedOverTime), { 15: 3, 20: 1, 30: 1, 40: 1, 50: 1 });
    assert.deepEqual(run.byTool, [
      { name: 'pay', allowed: 3, denied: 4, approval: 0 },
      { name: 'drop', allowed: 0, denied: 3, approval: 0 },
    ]);
    assert.deepEqual(run.byRule, [
      { name: '/tools/pay/limits/few', allowed: 0, denied: 4, approval: 0 },
      { name: '(default deny)', allowed: 0, denied: 3, approval: 0 },
    ]);
    assert.ok(isTrafficResult(JSON.parse(JSON.stringify(run))), 'it is what a page accepts');
  });

  test('tells calls that wait for a human apart', () => {
    const document = documentOf({ version: '1', default: 'deny', tools: { pay: { action: 'require_approval' } } });
    const run = runOf(document, plan([stream({ pattern: { kind: 'steady', perMinute: 1 } })]));
    assert.deepEqual([run.allowed, run.denied, run.approval], [0, 0, 1]);
    assert.deepEqual(busy(run.approvalOverTime), { 0: 1 });
    assert.deepEqual(run.byRule, [{ name: '/tools/pay/action', allowed: 0, denied: 0, approval: 1 }]);
    assert.deepEqual(
      run.marks.map(({ outcome, rule }) => [outcome, rule]),
      [['approval', '/tools/pay/action']],
    );
  });

  test('of nothing is empty', () => {
    const run = runOf(limited({ few: '2/minute' }), plan([], { duration: 0 }));
    const { calls, counters, marks, byTool, byRule } = run;
    assert.deepEqual(
      { calls, counters, marks, byTool, byRule },
      { calls: 0, counters: [], marks: [], byTool: [], byRule: [] },
    );
    assert.deepEqual(run.allowedOverTime, [0]);
  });

  test('with other windows decides otherwise', () => {
    const burst = stream({ from: minute - second, pattern: { kind: 'burst', calls: 5, every: 2 * second } });
    const allowed = (windows: 'aligned' | 'sliding'): number =>
      runOf(limited({ few: '5/minute' }), plan([burst], { duration: minute + 2 * second, windows })).allowed;
    assert.equal(allowed('aligned'), 10);
    assert.ok(allowed('sliding') < 7, 'nearly all of the minute before still counts');
  });

  test('gives reservations back when an answer comes late', () => {
    const failing = stream({
      upstream: 'error',
      answeredAfter: 10 * second,
      pattern: { kind: 'steady', perMinute: 12 },
    });
    const run = runOf(limited({ few: '1/minute' }), plan([failing]));
    assert.deepEqual(busy(run.allowedOverTime), { 0: 1, 10: 1, 20: 1, 30: 1, 40: 1, 50: 1 });
  });

  test('is told at once that it is too much, and decides nothing then', () => {
    const streams = Array.from({ length: 3 }, () => stream({ pattern: { kind: 'steady', perMinute: 1e9 } }));
    const traffic = new RunningTraffic(compiled(limited({})), plan(streams));
    assert.equal(traffic.advance(Number.POSITIVE_INFINITY), true);
    assert.equal(traffic.made, 0);
    const result = traffic.result(limited({}));
    assert.deepEqual(result, { state: 'too-many', calls: 3e9 });
    assert.ok(isTrafficResult(JSON.parse(JSON.stringify(result))), 'it is what a page accepts');
  });

  test('ends as soon as a loop turns out to be too much, since its refusals take no time', () => {
    const streams = [
      // Counted ahead: there is room for a thousand more.
      stream({ from: hour, pattern: { kind: 'burst', calls: mostTrafficCalls - 1000, every: 0 } }),
      // Were its calls let through, each would be waited for a minute.
      stream({ tool: 'drop', to: minute, answeredAfter: minute, pattern: { kind: 'loop', pause: 0 } }),
    ];
    const document = limited({});
    const traffic = new RunningTraffic(compiled(document), plan(streams, { duration: 2 * hour }));
    assert.equal(traffic.calls, mostTrafficCalls - 999);
    assert.equal(traffic.advance(500), false);
    assert.equal(traffic.calls, mostTrafficCalls - 499, 'the rest may be let through');
    while (!traffic.advance(250));
    assert.deepEqual(
      [traffic.made, traffic.result(document)],
      [1000, { state: 'too-many', calls: mostTrafficCalls + 1 }],
    );
  });
});

suite('The buckets of a run', () => {
  const cases: { duration: number; from?: number; bucket: number; buckets: number; begins: number }[] = [
    { duration: 1, bucket: second, buckets: 1, begins: start },
    { duration: 10 * minute, bucket: second, buckets: 600, begins: start },
    { duration: 25 * minute, bucket: second, buckets: 1_500, begins: start },
    { duration: 25 * minute + 1, bucket: 5 * second, buckets: 301, begins: start },
    { duration: hour, bucket: 5 * second, buckets: 720, begins: start },
    { duration: day, bucket: minute, buckets: 1_440, begins: start },
    { duration: 7 * day, bucket: 10 * minute, buckets: 1_008, begins: start },
    { duration: 366 * day, bucket: 6 * hour, buckets: 1_464, begins: start },
    // Windows turn between buckets, wherever the plan starts.
    { duration: hour, from: start + 7_001, bucket: 5 * second, buckets: 721, begins: start + 5 * second },
    { duration: 25 * minute, from: start + 1, bucket: 5 * second, buckets: 301, begins: start },
  ];
  for (const { duration, from = start, bucket, buckets, begins } of cases) {
    test(`${duration} ms from ${new Date(from).toISOString()} on are ${buckets} of ${bucket} ms`, () => {
      const run = runOf(
        limited({}),
        plan([stream({ pattern: { kind: 'burst', calls: 1, every: 0 } })], { duration, start: from }),
      );
      assert.deepEqual([run.bucket, run.allowedOverTime.length, run.firstBucket], [bucket, buckets, begins]);
      assert.ok(buckets <= mostBuckets);
    });
  }
});

suite('The counters of a run', () => {
  test('stand until their window turns, and then begin anew', () => {
    const burst = stream({ from: 10 * second, pattern: { kind: 'burst', calls: 3, every: 60 * second } });
    const run = runOf(limited({ few: '10/minute', many: '100/hour' }), plan([burst], { duration: 3 * minute }));
    const [few, many] = run.counters;
    assert.deepEqual(few && [few.id, few.identity, few.max, few.windowLength], [
      '/tools/pay/limits/few',
      'grant default',
      10,
      minute,
    ]);
    assert.deepEqual(steps(few?.used ?? []), [
      [0, 0],
      [10, 3],
      [60, 0],
      [70, 3],
      [120, 0],
      [130, 3],
    ]);
    assert.deepEqual(steps(many?.used ?? []), [
      [0, 0],
      [10, 3],
      [70, 6],
      [130, 9],
    ]);
  });

  test('show the highest count of a bucket, in which a window may turn', () => {
    const run = runOf(
      limited({ few: '10/minute' }),
      plan([stream({ to: 90 * second, pattern: { kind: 'steady', perMinute: 6 } })], { duration: 7 * day }),
    );
    assert.deepEqual(
      [run.bucket, steps(run.counters[0]?.used ?? [])],
      [
        10 * minute,
        [
          [0, 6],
          [1, 0],
        ],
      ],
    );
  });

  test('fall while a window slides, and when an answer gives a reservation back', () => {
    const burst = stream({ pattern: { kind: 'burst', calls: 4, every: 0 } });
    const sliding = runOf(limited({ few: '10/minute' }), plan([burst], { duration: 2 * minute, windows: 'sliding' }));
    const fall = steps(sliding.counters[0]?.used ?? []);
    assert.deepEqual(fall.map(([, used]) => used).slice(0, 4), [4, 3, 2, 1]);
    assert.ok(
      fall.slice(1).every(([bucket]) => bucket >= 60),
      'in the minute after',
    );
    const timeout = runOf(
      limited({ few: '10/minute' }),
      plan([{ ...burst, upstream: 'timeout', answeredAfter: 30 * second }]),
    );
    assert.deepEqual(steps(timeout.counters[0]?.used ?? []), [
      [0, 4],
      [30, 0],
    ]);
  });

  test('are those of each caller, the fullest first, and none that nothing was charged to', () => {
    const streams = ['a', 'b', 'c'].map((grant, index) =>
      stream({ grant, pattern: { kind: 'burst', calls: 2 * index, every: 0 } }),
    );
    const run = runOf(limited({ few: '4/minute', many: '100/hour' }), plan(streams));
    assert.deepEqual(
      run.counters.map(({ id, identity }) => `${id} of ${identity}`),
      [
        '/tools/pay/limits/few of grant c',
        '/tools/pay/limits/few of grant b',
        '/tools/pay/limits/many of grant c',
        '/tools/pay/limits/many of grant b',
      ],
    );
  });

  test('are a dozen at most, of however many', () => {
    const limits = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`limit_${index}`, `${100 - index}/hour`]),
    );
    const run = runOf(limited(limits), plan([stream({ pattern: { kind: 'burst', calls: 1, every: 0 } })]));
    assert.equal(run.counters.length, 12);
    assert.equal(run.counters[0]?.id, '/tools/pay/limits/limit_29');
  });
});

suite('The marks of a run', () => {
  const denied = (seconds: number, count: number) =>
    stream({ tool: 'drop', from: seconds * second, pattern: { kind: 'burst', calls: count, every: 0 } });

  test('are all refusals while there are few, each with its line', () => {
    const document = limited({ few: '1/minute' });
    const run = runOf(document, plan([stream({ pattern: { kind: 'steady', perMinute: 3 } }), denied(30, 2)]));
    assert.deepEqual(
      run.marks.map(({ call, at, stream: of, rule, range }) => [
        call,
        (at - start) / second,
        of,
        rule,
        range?.start.line,
      ]),
      [
        [1, 20, 0, '/tools/pay/limits/few', 0],
        [2, 30, 1, '(default deny)', 0],
        [3, 30, 1, '(default deny)', 0],
        [4, 40, 0, '/tools/pay/limits/few', 0],
      ],
    );
  });

  test('go to every bucket and every rule before one gets a second', () => {
    const run = runOf(
      limited({ few: '1/hour' }),
      plan([stream({ to: 300 * second }), denied(2, 5000), denied(400, 1), denied(599, 3000)], {
        duration: 10 * minute,
      }),
    );
    assert.equal(run.marks.length, mostMarks);
    const marked = new Set(run.marks.map(({ at }) => Math.floor((at - run.firstBucket) / run.bucket)));
    for (const [bucket, count] of run.deniedOverTime.entries())
      assert.equal(marked.has(bucket), count > 0, `bucket ${bucket}`);
    assert.deepEqual(rulesOf(run.marks), new Set(run.byRule.map(({ name }) => name)));
    assertOrdered(run.marks);
  });

  test('are spread over a whole run that is refused throughout', () => {
    const run = runOf(documentOf({ version: '1', default: 'deny' }), plan([stream()], { duration: day }));
    assert.equal(run.bucket, minute);
    const perBucket = new Map<number, number>();
    for (const { at } of run.marks) {
      const bucket = Math.floor((at - start) / run.bucket);
      perBucket.set(bucket, (perBucket.get(bucket) ?? 0) + 1);
    }
    assert.equal(perBucket.size, 1_440);
    assert.ok(Math.max(...perBucket.values()) <= 4, 'nowhere many at once');
    assert.ok(run.marks.length > 1_440 && run.marks.length <= mostMarks);
    assertOrdered(run.marks);
  });
});

/** The buckets that are not 0. */
function busy(buckets: readonly number[]): Record<number, number> {
  return Object.fromEntries([...buckets.entries()].filter(([, count]) => count > 0));
}

/** Where a series changes, and to what. */
function steps(used: readonly number[]): [bucket: number, used: number][] {
  return [...used.entries()].filter(([bucket, each]) => bucket === 0 || used[bucket - 1] !== each);
}

function rulesOf(marks: readonly TrafficMark[]): ReadonlySet<string> {
  return new Set(marks.map(({ rule }) => rule));
}

function assertOrdered(marks: readonly TrafficMark[]): void {
  const calls = marks.map(({ call }) => call);
  assert.deepEqual(
    calls,
    [...new Set(calls)].sort((one, other) => one - other),
  );
}
