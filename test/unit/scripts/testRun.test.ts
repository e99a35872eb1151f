import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../../scripts/prepare/repository.ts';
import { testFailure } from '../../../scripts/testRun/failure.ts';
import { outcomeOf, summary } from '../../../scripts/testRun/outcome.ts';
import { chooseSteps } from '../../../scripts/testRun/steps.ts';
import { clearTotals, readTotals, type Totals, totalsFile } from '../../../scripts/testRun/totals.ts';

const totals = (passed: number, failed = 0, pending = 0, failures: Totals['failures'] = []): Totals => ({
  suite: 'unit',
  passed,
  failed,
  pending,
  failures,
});

const mocha = join(repositoryRoot, 'node_modules/mocha/bin/mocha.js');
const reporter = join(repositoryRoot, 'scripts/testRun/totalsReporter.ts');

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
      const outcome = { name: 'unit', seconds: 3, failures: [], ...expected };
      assert.deepEqual(outcomeOf('unit', exitCode, found, 3), outcome);
    });
  }

  test('end with one line alone', () => {
    const outcomes = [outcomeOf('lint', 0, null, 1), outcomeOf('unit', 1, totals(5, 2), 2)];
    assert.equal(summary(outcomes).split('\n').at(-1), 'Tests: 6 passed, 2 failed');
  });

  test('name every test that failed before it, by its step', () => {
    const slow = { title: 'The page › opens', message: 'Timeout\nwaiting', stack: ['at open (page.ts:3:1)'] };
    const wrong = { title: 'Counters › count', message: '1 !== 2', stack: [] };
    const outcomes = [
      outcomeOf('lint', 0, null, 1),
      outcomeOf('unit', 1, totals(5, 1, 0, [wrong]), 2),
      outcomeOf('page', 1, totals(0, 1, 0, [slow]), 9),
    ];
    assert.equal(
      summary(outcomes),
      [
        '✔ lint       1 passed, 0 failed  (1 s)',
        '✖ unit       5 passed, 1 failed  (2 s)  — 1 failed',
        '✖ page       0 passed, 1 failed  (9 s)  — 1 failed',
        '',
        'Failed in unit:',
        '  ✖ Counters › count',
        '      1 !== 2',
        '',
        'Failed in page:',
        '  ✖ The page › opens',
        '      Timeout',
        '      waiting',
        '        at open (page.ts:3:1)',
        '',
        'Tests: 6 passed, 2 failed',
      ].join('\n'),
    );
  });
});

suite('A failed test', () => {
  const titles = ['', 'The page', 'opens'];

  test('is told without colours, and with the places of the tests', () => {
    const error = new Error('Timeout\n\u001b[2m  - waiting\u001b[22m\n');
    error.stack = [
      'Error: Timeout',
      '    at wait (/work/node_modules/playwright-core/lib/page.js:1:1)',
      '    at isShown (test/page/panelSuite.ts:71:17)',
      '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
      '    at Context.<anonymous> (test/page/opening.test.ts:9:11)',
    ].join('\n');
    assert.deepEqual(testFailure(titles, error), {
      title: 'The page › opens',
      message: 'Timeout\n  - waiting',
      stack: ['at isShown (test/page/panelSuite.ts:71:17)', 'at Context.<anonymous> (test/page/opening.test.ts:9:11)'],
    });
  });

  test('is cut where it gets long', () => {
    const error = new Error(Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n'));
    error.stack = Array.from({ length: 50 }, (_, line) => `    at each (test.ts:${line}:1)`).join('\n');
    const { message, stack } = testFailure(titles, error);
    assert.deepEqual([message.split('\n').length, message.split('\n').at(-1), stack.length], [13, '…', 4]);
  });

  for (const [thrown, message] of [
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [new TypeError(), 'TypeError'],
  ] as const) {
    test(`is told whatever was thrown: ${message}`, () => {
      assert.equal(testFailure(titles, thrown).message, message);
    });
  }
});

suite('The totals reporter', () => {
  test('leaves the tests and the hooks that failed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'totals-'));
    const name = `sample-${process.pid}`;
    const sample = join(folder, 'sample.test.js');
    const env = { ...process.env, MCP_POLICY_TEST_SUITE: name, MCP_POLICY_TEST_TOTALS: totalsFile(name) };
    try {
      writeFileSync(sample, sampleTests);
      const { status } = spawnSync(process.execPath, [mocha, '--reporter', reporter, sample], {
        cwd: repositoryRoot,
        env,
      });
      assert.equal(status, 2);
      const left = readTotals(name);
      assert.deepEqual([left?.passed, left?.failed, left?.pending], [1, 2, 0]);
      assert.deepEqual(
        left?.failures.map(({ title, message }) => [title, message]),
        [
          ['Sums › add up', 'two'],
          ['Broken › "before all" hook for "is never run"', 'no ground'],
        ],
      );
      assert.match(left?.failures[0]?.stack[0] ?? '', /sample\.test\.js:2:/);
    } finally {
      clearTotals(name);
      rmSync(folder, { recursive: true });
    }
  });
});

const sampleTests = `suite('Sums', () => {
  test('add up', () => { if (1 + 1 !== 3) throw new Error('two'); });
  test('are equal', () => undefined);
});
suite('Broken', () => {
  suiteSetup(() => { throw new Error('no ground'); });
  test('is never run', () => undefined);
});`;

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
