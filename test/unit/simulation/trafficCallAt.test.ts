import assert from 'node:assert/strict';
import { isTrafficCallResult } from '../../../server/protocol/trafficShape.ts';
import { shownTrafficCall, trafficCallAt } from '../../../server/simulation/traffic/trafficCallAt.ts';
import { compiled, limited, plan, start, stream } from './trafficPlans.ts';

const document = limited({ few: '2/minute' });
const steady = plan([stream({ args: { amount: 5 }, answeredAfter: 300, pattern: { kind: 'steady', perMinute: 6 } })]);

suite('One call of a run', () => {
  test('is explained from what came before it', () => {
    const explained = trafficCallAt(compiled(document), steady, 2);
    assert.ok(explained);
    const { call, result } = shownTrafficCall(explained, document);
    assert.deepEqual(call, {
      tool: 'pay',
      args: { amount: 5 },
      at: start + 20_000,
      grant: 'default',
      session: 'default',
      upstream: 'ok',
      answeredAfter: 300,
      times: 1,
    });
    assert.deepEqual([result.allowed, result.denied, result.approval, result.rule], [0, 1, 0, '/tools/pay/limits/few']);
    assert.deepEqual(
      result.counters.map(({ used, max }) => `${used}/${max}`),
      ['2/2'],
    );
    assert.match(result.steps.at(-1)?.detail ?? '', /2 \+ 1 > 2/);
    assert.ok(isTrafficCallResult(JSON.parse(JSON.stringify({ call, result }))), 'it is what a page accepts');
  });

  test('is counted from 0, and is there only if the plan makes it', () => {
    const at = (call: number): number | undefined => trafficCallAt(compiled(document), steady, call)?.call.at;
    assert.deepEqual([at(0), at(5), at(6)], [start, start + 50_000, undefined]);
    assert.equal(trafficCallAt(compiled(document), plan([]), 0), undefined);
  });
});
