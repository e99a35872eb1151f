import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isSimulateParams } from '../../../server/lsp/requestParams.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../server/policy/problems/policyProblems.ts';
import type { SimulatedCall } from '../../../server/protocol/simulation.ts';
import { isSimulationResult } from '../../../server/protocol/simulationShape.ts';
import { simulateCalls } from '../../../server/simulation/simulation.ts';

const text = `{"version": "1", "default": "deny", "tools": {"charge": {
  "limits": [{"counter": "charge_rate", "window": "minute", "max": 2, "scope": "grant"}]}}}`;
const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
const turn = Date.UTC(2026, 2, 1, 10, 1);

const call = (at: number, given: Partial<SimulatedCall> = {}): SimulatedCall => ({
  ...{ tool: 'charge', args: {}, at, grant: 'default', session: 'default', upstream: 'ok', times: 2 },
  ...given,
});

suite('A simulation', () => {
  const passed = (calls: readonly SimulatedCall[], windows?: 'aligned' | 'sliding'): number[] => {
    const result = simulateCalls(document, policyProblems(document), calls, windows);
    assert.ok(isSimulationResult(result) && result.state === 'decided');
    return result.results.map(({ allowed }) => allowed);
  };

  test('has windows by the clock, unless it is asked for windows that slide', () => {
    const calls = [call(turn - 1), call(turn), call(turn + 30_000)];
    assert.deepEqual(passed(calls), [2, 2, 0]);
    assert.deepEqual(passed(calls, 'aligned'), [2, 2, 0]);
    assert.deepEqual(passed(calls, 'sliding'), [2, 0, 1]);
  });

  test('waits for answers, and shows each counter before and after', () => {
    const calls = [call(turn, { upstream: 'timeout', answeredAfter: 30_000 }), call(turn + 1), call(turn + 30_000)];
    assert.deepEqual(passed(calls), [2, 0, 2]);
    const result = simulateCalls(document, policyProblems(document), calls);
    assert.ok(result.state === 'decided');
    assert.deepEqual(
      result.results.map(({ counters: [counter] }) => [counter?.usedBefore, counter?.used]),
      [
        [1, 2],
        [2, 2],
        [1, 2],
      ],
    );
  });

  const params = (given: object) => ({ uri: 'file:///policy.json', calls: [call(turn)], ...given });
  const asked: readonly [what: string, params: object, isUnderstood: boolean][] = [
    ['without windows', params({}), true],
    ['with windows that slide', params({ windows: 'sliding' }), true],
    ['with windows of another kind', params({ windows: 'rolling' }), false],
    ['with an answer after a second', params({ calls: [call(turn, { answeredAfter: 1000 })] }), true],
    ['with a timeout', params({ calls: [call(turn, { upstream: 'timeout' })] }), true],
    ['with an answer before the call', params({ calls: [call(turn, { answeredAfter: -1 })] }), false],
    ['with an answer after half a millisecond', params({ calls: [call(turn, { answeredAfter: 0.5 })] }), false],
  ];
  for (const [what, given, isUnderstood] of asked) {
    test(`asked for ${what} is ${isUnderstood ? 'understood' : 'refused'}`, () => {
      assert.equal(isSimulateParams(given), isUnderstood);
    });
  }
});
