import assert from 'node:assert/strict';
import type { CompiledPolicy } from '../../../../server/decision/compile/compiledPolicy.ts';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide, readCounters } from '../../../../server/decision/decide.ts';
import { admit, refund } from '../../../../server/decision/evaluate.ts';
import {
  call,
  day,
  hour,
  limit,
  minute,
  outcomes,
  policyOf,
  policyOfTool,
  second,
  tenOClock,
  times,
} from '../decided.ts';

/** What the counter of that id has used. */
function used(policy: CompiledPolicy, counters: Counters, id: string, at = tenOClock): number | undefined {
  return readCounters(policy, counters, call({ at })).find((reading) => reading.id === id)?.used;
}

const rate = '/tools/charge/limits/charge_rate';

suite('Limits', () => {
  test('with 30 a minute the 31st call of the minute is denied and the first of the next one allowed', () => {
    const policy = policyOfTool({ limits: [limit(30)] });
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(30, { at: tenOClock }), counters), times(30, 'allowed'));
    assert.deepEqual(outcomes(policy, [{ at: tenOClock + minute - 1 }, { at: tenOClock + minute }], counters), [
      'denied',
      'allowed',
    ]);
  });

  const windows: readonly [string, number, string][] = [
    ['minute', minute, '2026-03-01T10:00:59.999Z'],
    ['hour', hour, '2026-03-01T10:59:59.999Z'],
    ['day', day, '2026-03-01T23:59:59.999Z'],
  ];
  for (const [window, length, last] of windows) {
    test(`a ${window} is aligned to the UTC clock, whenever its first call came`, () => {
      const policy = policyOfTool({ limits: [limit(1, { window })] });
      const at = Date.parse(last);
      assert.deepEqual(outcomes(policy, [{ at: at - second }, { at }, { at: at + 1 }]), [
        'allowed',
        'denied',
        'allowed',
      ]);
      const reading = decide(policy, new Counters(), call({ at })).counters[0];
      assert.equal(reading?.resetsAt, at + 1);
      assert.equal(reading?.window, window);
      assert.equal((at + 1) % length, 0);
    });
  }

  test('windows before 1970 are aligned the same way', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    assert.deepEqual(outcomes(policy, [{ at: -60_000 }, { at: -1 }, { at: 0 }]), ['allowed', 'denied', 'allowed']);
  });

  test('the boundary burst: max calls at the end of a window and max at the start of the next all pass', () => {
    const policy = policyOfTool({ limits: [limit(5)] });
    const end = tenOClock + minute - 1;
    assert.deepEqual(outcomes(policy, [...times(5, { at: end }), ...times(5, { at: end + 1 })]), times(10, 'allowed'));
  });

  test('when time goes back to another window the count starts at 0 again', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    const later = { at: tenOClock + minute };
    assert.deepEqual(outcomes(policy, [{}, later, {}, {}]), ['allowed', 'allowed', 'allowed', 'denied']);
  });

  test('each grant has its own count; sessions of one grant share it', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    const calls = [{ grant: 'a' }, { grant: 'b' }, { grant: 'a', session: 'other' }];
    assert.deepEqual(outcomes(policy, calls), ['allowed', 'allowed', 'denied']);
  });

  test('the same counter name under two tools is two counters', () => {
    const policy = policyOf({ tools: { charge: { limits: [limit(1)] }, refund: { limits: [limit(1)] } } });
    assert.deepEqual(outcomes(policy, [{}, { tool: 'refund' }, {}]), ['allowed', 'allowed', 'denied']);
  });

  test('a counter over all tools is shared by all, listed or not', () => {
    const policy = policyOf({ default: 'allow', tools: { charge: {} }, all_tools: { limits: [limit(2)] } });
    assert.deepEqual(outcomes(policy, [{}, { tool: 'x' }, { tool: 'y' }]), ['allowed', 'allowed', 'denied']);
  });

  test('a counter over all tools and one of a tool are apart, whatever their names', () => {
    const policy = policyOf({ tools: { charge: { limits: [limit(1)] } }, all_tools: { limits: [limit(1)] } });
    assert.deepEqual(outcomes(policy, [{}]), ['allowed']);
  });

  test('a counter named twice over two windows is one counter that each limit resets', () => {
    const policy = policyOfTool({ limits: [limit(1), limit(2, { window: 'hour' })] });
    const halfPast = { at: tenOClock + 30 * minute };
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(4, halfPast), counters), times(4, 'allowed'));
    const steps = decide(policy, counters, call(halfPast)).steps.filter(({ step }) => step === 'limit');
    for (const step of steps) assert.ok(step.assumptions?.includes('shared-counter'));
  });

  test('a counter named twice over one window is charged twice, and not at all when it is denied', () => {
    const policy = policyOfTool({ limits: [limit(3), limit(3)] });
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(3, {}), counters), ['allowed', 'denied', 'denied']);
    assert.equal(used(policy, counters, rate), 2);
  });
});

suite('Reservations are all or nothing', () => {
  const policy = policyOf({
    tools: { charge: { limits: [limit(5), limit(2, { counter: 'charge_day', window: 'day' })] } },
    all_tools: { limits: [limit(3, { counter: 'calls' })] },
  });

  test('a call that the second limit denies is not charged to the first', () => {
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(4, {}), counters), ['allowed', 'allowed', 'denied', 'denied']);
    assert.equal(used(policy, counters, rate), 2);
    assert.equal(used(policy, counters, '/tools/charge/limits/charge_day'), 2);
    assert.equal(used(policy, counters, '/all_tools/limits/calls'), 2);
  });

  test("a call that a limit over all tools denies is not charged to the tool's", () => {
    const shared = policyOf({
      tools: { charge: { limits: [limit(5)] } },
      all_tools: { limits: [limit(0, { counter: 'calls' })] },
    });
    const counters = new Counters();
    assert.deepEqual(outcomes(shared, times(2, {}), counters), ['denied', 'denied']);
    assert.equal(used(shared, counters, rate), 0);
  });

  test('a call that is denied in a new window leaves the old count as it was', () => {
    const counters = new Counters();
    outcomes(policy, times(2, {}), counters);
    assert.deepEqual(outcomes(policy, [{ at: tenOClock + minute }], counters), ['denied']);
    assert.equal(used(policy, counters, rate), 2);
  });

  test('a call that a rule denies is charged to nothing, and its counters are shown as they stand', () => {
    const denying = policyOfTool({ deny_if: [{ conditions: [] }], limits: [limit(5)] });
    const decision = decide(denying, new Counters(), call());
    assert.deepEqual(
      decision.counters.map(({ id, used, max }) => ({ id, used, max })),
      [{ id: rate, used: 0, max: 5 }],
    );
  });
});

suite('Refunds', () => {
  const policy = policyOf({
    tools: { charge: { limits: [limit(2)] } },
    all_tools: { limits: [limit(9, { counter: 'calls' })] },
  });

  test('a JSON-RPC error gives the whole reservation back', () => {
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(5, { upstream: 'error' } as const), counters), times(5, 'allowed'));
    assert.equal(used(policy, counters, rate), 0);
    assert.equal(used(policy, counters, '/all_tools/limits/calls'), 0);
  });

  test('a result with isError: true keeps it', () => {
    const answers = times(3, { upstream: 'tool_error' } as const);
    assert.deepEqual(outcomes(policy, answers), ['allowed', 'allowed', 'denied']);
  });

  test('a denied call that would have met an error gives nothing back', () => {
    const counters = new Counters();
    outcomes(policy, [{}, {}, { upstream: 'error' }], counters);
    assert.equal(used(policy, counters, rate), 2);
  });

  test('a refund in the same window makes room', () => {
    const counters = new Counters();
    for (const given of [call(), call()]) admit(policy, counters, given);
    refund(policy, counters, call());
    assert.deepEqual(outcomes(policy, [{}, {}], counters), ['allowed', 'denied']);
  });

  test('a refund that arrives in the next window lowers the new count', () => {
    const counters = new Counters();
    const early = call({ at: tenOClock + minute - 1 });
    admit(policy, counters, early);
    const next = { at: tenOClock + minute };
    outcomes(policy, [next, next], counters);
    refund(policy, counters, early);
    assert.equal(used(policy, counters, rate, next.at), 1);
    assert.deepEqual(outcomes(policy, [next, next], counters), ['allowed', 'denied']);
  });

  test('a refund never makes a count negative', () => {
    const counters = new Counters();
    const early = call();
    admit(policy, counters, early);
    refund(policy, counters, early);
    refund(policy, counters, early);
    assert.equal(used(policy, counters, rate), 0);
    assert.deepEqual(outcomes(policy, times(3, {}), counters), ['allowed', 'allowed', 'denied']);
  });

  test('a refund of a call that was never counted changes nothing', () => {
    const counters = new Counters();
    refund(policy, counters, call());
    assert.equal(counters.size, 0);
  });
});
