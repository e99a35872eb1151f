import assert from 'node:assert/strict';
import { Counters, mostPendingAnswers } from '../../../../server/decision/counting/counters.ts';
import { PendingAnswers } from '../../../../server/decision/counting/pendingAnswers.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { ToolCall } from '../../../../server/decision/decision.ts';
import { evaluate } from '../../../../server/decision/evaluate.ts';
import { replay } from '../../../../server/decision/replay.ts';
import { call, limit, minute, policyOf, policyOfTool, second, tenOClock } from '../decided.ts';

/** A call so many seconds after ten o'clock, and what its server answers after how many more. */
function at(seconds: number, upstream: ToolCall['upstream'] = 'ok', answeredAfter?: number): ToolCall {
  return call({
    at: tenOClock + seconds * second,
    upstream,
    ...(answeredAfter !== undefined && { answeredAfter: answeredAfter * second }),
  });
}

const cases: readonly {
  readonly name: string;
  readonly max: number;
  readonly calls: readonly ToolCall[];
  /** Of each call, whether it was allowed and how the counter stands afterwards. */
  readonly expected: readonly (readonly ['allowed' | 'denied', number])[];
}[] = [
  {
    name: 'what a call reserves stays reserved until its error arrives',
    max: 1,
    calls: [at(0, 'error', 10), at(9.999), at(10), at(11)],
    expected: [
      ['allowed', 1],
      ['denied', 1],
      ['allowed', 1],
      ['denied', 1],
    ],
  },
  {
    name: 'an answer that arrives at the very moment of a call comes before it',
    max: 1,
    calls: [at(0, 'error', 10), at(10)],
    expected: [
      ['allowed', 1],
      ['allowed', 1],
    ],
  },
  {
    name: 'a timeout gives back when the proxy stops waiting',
    max: 1,
    calls: [at(0, 'timeout', 30), at(29), at(30)],
    expected: [
      ['allowed', 1],
      ['denied', 1],
      ['allowed', 1],
    ],
  },
  {
    name: 'a timeout without a time is over at once',
    max: 1,
    calls: [at(0, 'timeout'), at(0, 'timeout', 0), at(0, 'error', -5), at(0)],
    expected: [
      ['allowed', 0],
      ['allowed', 0],
      ['allowed', 0],
      ['allowed', 1],
    ],
  },
  {
    name: 'a result gives nothing back, however late',
    max: 1,
    calls: [at(0, 'tool_error', 5), at(6)],
    expected: [
      ['allowed', 1],
      ['denied', 1],
    ],
  },
  {
    name: 'a call that is denied has no answer to wait for',
    max: 1,
    calls: [at(0), at(1, 'error', 5), at(7)],
    expected: [
      ['allowed', 1],
      ['denied', 1],
      ['denied', 1],
    ],
  },
  {
    name: "when the window has turned, the new window's count is lowered",
    max: 2,
    calls: [at(59, 'error', 5), at(60), at(61), at(64), at(65)],
    expected: [
      ['allowed', 1],
      ['allowed', 1],
      ['allowed', 2],
      ['allowed', 2],
      ['denied', 2],
    ],
  },
  {
    name: 'a new window that nothing was charged to is not lowered below 0',
    max: 2,
    calls: [at(58, 'error', 5), at(59, 'error', 5), at(70), at(70), at(70)],
    expected: [
      ['allowed', 1],
      ['allowed', 2],
      ['allowed', 1],
      ['allowed', 2],
      ['denied', 2],
    ],
  },
  {
    name: 'two answers that come late lower one call to 0, not below',
    max: 2,
    calls: [at(58, 'error', 10), at(59, 'error', 10), at(60), at(70), at(71), at(72)],
    expected: [
      ['allowed', 1],
      ['allowed', 2],
      ['allowed', 1],
      ['allowed', 1],
      ['allowed', 2],
      ['denied', 2],
    ],
  },
  {
    name: 'when time goes back, an answer is waited for until time is there again',
    max: 1,
    calls: [at(0, 'error', 10), at(5), at(-1), at(0), at(10), at(11)],
    expected: [
      ['allowed', 1],
      ['denied', 1],
      ['allowed', 1],
      ['allowed', 1],
      ['allowed', 1],
      ['denied', 1],
    ],
  },
];

suite('Late answers', () => {
  for (const { name, max, calls, expected } of cases) {
    test(name, () => {
      const counters = new Counters();
      const policy = policyOfTool({ limits: [limit(max)] });
      const decided = calls.map((one) => decide(policy, counters, one));
      assert.deepEqual(
        decided.map(({ outcome, counters: [reading] }) => [outcome, reading?.used]),
        expected,
      );
    });
  }

  test('a whole weight is given back, and what a negative one took is taken again', () => {
    const policy = policyOfTool({ limits: [limit(100, { increment_from: 'args.amount' })] });
    const counters = new Counters();
    const used = (one: ToolCall, amount: number) =>
      decide(policy, counters, { ...one, args: { amount } }).counters[0]?.used;
    assert.equal(used(at(0), 50), 50);
    assert.equal(used(at(1, 'error', 10), 30), 80);
    assert.equal(used(at(2, 'error', 10), -20), 60);
    assert.equal(used(at(11), 0), 30);
    assert.equal(used(at(12), 0), 50);
  });

  test('several at one moment arrive in the order of their calls', () => {
    const policy = policyOfTool({ limits: [limit(100, { increment_from: 'args.amount' })] });
    const counters = new Counters();
    const used = (one: ToolCall, amount: number) =>
      decide(policy, counters, { ...one, args: { amount } }).counters[0]?.used;
    used(at(50, 'error', 20), 5);
    used(at(55, 'error', 15), -3);
    assert.equal(used(at(60), 2), 2);
    // 2 - 5 ends at 0, and 0 + 3 is 3. The other way round it would be 2 + 3 - 5.
    assert.equal(used(at(70), 0), 3);
  });

  test('every limit of the call gets back what it gave, also those over all tools', () => {
    const policy = policyOf({
      tools: { charge: { limits: [limit(9)], rate_limit: { max: 9, window: 60 } } },
      all_tools: { limits: [limit(9, { counter: 'calls' })] },
    });
    const counters = new Counters();
    decide(policy, counters, at(0, 'error', 5));
    const { counters: readings } = decide(policy, counters, at(5));
    assert.deepEqual(
      readings.map(({ usedBefore, used }) => [usedBefore, used]),
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    );
  });

  test('equal calls at one moment are all under way before the first answer comes', () => {
    const policy = policyOfTool({ limits: [limit(5)] });
    const [burst, later] = replay(policy, [
      { ...at(0, 'timeout', 10), times: 8 },
      { ...at(10), times: 8 },
    ]);
    assert.deepEqual([burst?.allowed, burst?.denied, later?.allowed, later?.denied], [5, 3, 5, 3]);
  });

  test('nothing is waited for where there is nothing to give back', () => {
    const counters = new Counters();
    evaluate(policyOfTool({}), counters, at(0, 'error', 5));
    evaluate(undefined, counters, at(0, 'error', 5));
    evaluate(policyOfTool({ limits: [limit(5)] }), counters, at(0, 'ok', 5));
    assert.equal(counters.pending, 0);
  });

  test('one call object may be used for many calls', () => {
    const counters = new Counters();
    const policy = policyOfTool({ limits: [limit(1)] });
    const reused = { ...at(0, 'error', 5) };
    evaluate(policy, counters, reused);
    reused.grant = 'other';
    reused.at += 5 * second;
    assert.equal(evaluate(policy, counters, reused).outcome, 'allowed');
    assert.equal(decide(policy, counters, at(6)).outcome, 'allowed');
  });

  test('more than a million are not waited for: the next one comes early', () => {
    const counters = new Counters();
    const policy = policyOfTool({ limits: [limit(2 * mostPendingAnswers, { window: 'day' })] });
    for (let made = 0; made <= mostPendingAnswers; made++) evaluate(policy, counters, at(0, 'error', minute));
    assert.equal(counters.pending, mostPendingAnswers);
    assert.equal(decide(policy, counters, at(0)).counters[0]?.used, mostPendingAnswers + 1);
  });
});

suite('The answers that are waited for', () => {
  test('come in the order of their arrival, those of one moment in the order of their calls', () => {
    const moments = Array.from({ length: 2000 }, (_, index) => (index * 7919) % 97);
    const pending = new PendingAnswers();
    for (const [index, arrivesAt] of moments.entries()) {
      pending.add(arrivesAt, [], [], call({ grant: `call ${index}` }));
    }
    const expected = [...moments.entries()].sort(([, one], [, other]) => one - other);
    for (const [index, arrivesAt] of expected) {
      assert.equal(pending.take(arrivesAt - 1), undefined);
      const taken = pending.take(arrivesAt);
      assert.deepEqual([taken?.arrivesAt, taken?.call.grant], [arrivesAt, `call ${index}`]);
    }
    assert.equal(pending.size, 0);
    assert.equal(pending.take(Number.POSITIVE_INFINITY), undefined);
  });
});
