import assert from 'node:assert/strict';
import { outcomeOf, summary } from '../../../scripts/testRun/outcome.ts';
import { chooseSteps } from '../../../scripts/testRun/steps.ts';
import type { Totals } from '../../../scripts/testRun/totals.ts';

const totals = (passed: number, failed = 0, pending = 0): Totals => ({ suite: 'unit', passed, failed, pending });

type Row = [situation: string, exitCode: number | null, totals: Totals | undefined | null, expected: object];

const rows: Row[] = [
  ['a step without tests that succeeds is one passed', 0, null, { passed: 1, failed: 0 }],
  [
    'a step without tests that fails is one failed',
    2,
    null,
    { passed: 0, failed: 1, problem: 'it ended with exit code 2' },
  ],
  ['tests that pass are counted', 0, totals(7), { passed: 7, failed: 0 }],
  ['tests that fail are counted', 2, totals(7, 2), { passed: 7, failed: 2, problem: '2 failed' }],
  ['a suite without a test is a failure', 0, totals(0), { passed: 0, failed: 1, problem: 'it ran no test' }],
  ['a test that did not run is a failure', 0, totals(7, 0, 1), { passed: 7, failed: 1, problem: '1 did not run' }],
  [
    'an exit code of 0 without a result is a failure',
    0,
    undefined,
    { passed: 0, failed: 1, problem: 'it ended before its tests did, without a result' },
  ],
  [
    'an exit code beside tests that all passed is a failure',
    7,
    totals(7),
    { passed: 7, failed: 1, problem: 'it ended with exit code 7' },
  ],
  [
    'tests that pass and a process that does not end are a failure',
    null,
    totals(7),
    { passed: 7, failed: 1, problem: 'it took too long' },
  ],
  [
    'what took too long and failed says both',
    null,
    totals(7, 1),
    { passed: 7, failed: 1, problem: '1 failed; it took too long' },
  ],
];

suite('The totals of npm test', () => {
  for (const [situation, exitCode, found, expected] of rows) {
    test(situation, () => {
      assert.deepEqual(outcomeOf('unit', exitCode, found, 3), { name: 'unit', seconds: 3, ...expected });
    });
  }

  test('end with one line alone', () => {
    const outcomes = [outcomeOf('lint', 0, null, 1), outcomeOf('unit', 1, totals(5, 2), 2)];
    assert.equal(summary(outcomes).split('\n').at(-1), 'Tests: 6 passed, 2 failed');
  });
});

suite('The steps of npm test', () => {
  test('named ones bring what they need, in order', () => {
    const names = chooseSteps(['person', 'lint']).map(({ name }) => name);
    assert.deepEqual(names, ['build', 'lint', 'package', 'person']);
  });

  test('without a name are all', () => {
    assert.ok(chooseSteps([]).length > 5);
  });

  test('a name that is none is refused, with those there are', () => {
    assert.throws(() => chooseSteps(['units']), /no step called units[\s\S]*unit, page, lsp/);
  });
});
