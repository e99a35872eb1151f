import assert from 'node:assert/strict';
import { didYouMean } from '../../../server/policy/problems/didYouMean.ts';

const cases: readonly (readonly [written: string, candidates: readonly string[], meant: readonly string[]])[] = [
  ['mdoe', ['mode', 'model', 'message'], ['mode']],
  ['denyIf', ['deny_if', 'limits'], ['deny_if']],
  ['to', ['of', 'id'], []],
  ['in', ['eq', 'ni'], ['ni']],
  ['amonut', ['account', 'amount'], ['amount']],
];

suite('What was meant by a name', () => {
  for (const [written, candidates, meant] of cases) {
    test(`${written} among ${candidates.join(', ')}: ${meant.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(didYouMean(written, candidates), meant);
    });
  }
});
