import assert from 'node:assert/strict';
import type { RunScenariosResult } from '../../../server/protocol/scenarios.ts';
import { failure, lineRange, outcome, recordedRun, scenarioFile, told } from './recordedRun.ts';

suite('A run of a scenario file, as VS Code hears of it', () => {
  const file = scenarioFile({
    large: { steps: ['ask', 'pay'] },
    burst: { steps: ['pay'], cases: ['usd', 'eur'] },
  });
  const passed: RunScenariosResult = {
    outcomes: [outcome('large', ['ask', 'pay']), outcome('burst/usd', ['pay']), outcome('burst/eur', ['pay'])],
    problems: [],
  };
  const only = (id: string): RunScenariosResult => ({
    outcomes: passed.outcomes.filter((one) => one.id === id),
    problems: [],
  });

  test('everything is run by one question, and every step is started and reported', async () => {
    const run = await recordedRun(file, passed);
    assert.deepEqual(run.asked, [{ uri: 'file:///a.policytest.json' }]);
    const steps = ['large/ask', 'large/pay', 'burst/usd/pay', 'burst/eur/pay'];
    assert.deepEqual(run.started, steps);
    assert.deepEqual(
      told(run),
      steps.map((step) => `${step} passed`),
    );
  });

  test('the time of a scenario is shared by its steps, so that VS Code adds it up again', async () => {
    const { reports } = await recordedRun(file, passed);
    assert.deepEqual(
      reports.map(({ duration }) => duration),
      [3, 3, 6, 6],
    );
  });

  test('one scenario, one case or one step: only that is asked for and reported', async () => {
    const rows: [chosen: string, unit: string, reported: string[]][] = [
      ['large', 'large', ['large/ask passed', 'large/pay passed']],
      ['burst/eur', 'burst/eur', ['burst/eur/pay passed']],
      ['large/pay', 'large', ['large/pay passed']],
    ];
    for (const [chosen, unit, reported] of rows) {
      const run = await recordedRun(file, only(unit), { included: [chosen] });
      assert.deepEqual(run.asked[0]?.ids, [unit]);
      assert.deepEqual(told(run), reported);
    }
  });

  test('a scenario with a matrix stands for all of its cases', async () => {
    const run = await recordedRun(file, passed, { included: ['burst'] });
    assert.deepEqual(run.asked[0]?.ids, ['burst/usd', 'burst/eur']);
    assert.deepEqual(told(run), ['burst/usd/pay passed', 'burst/eur/pay passed']);
  });

  test('what the person excluded is not run, whatever is around it', async () => {
    const run = await recordedRun(file, passed, { excluded: ['burst/usd', 'large/ask'] });
    assert.deepEqual(run.asked[0]?.ids, ['large', 'burst/eur']);
    assert.deepEqual(told(run), ['large/pay passed', 'burst/eur/pay passed']);
  });

  test('an entry that the file does not have any more is not run', async () => {
    const run = await recordedRun(file, passed, { included: ['renamed meanwhile'] });
    assert.deepEqual([run.asked, run.reports], [[], []]);
  });

  test('a failing step says where, with both chains and the place in the policy', async () => {
    const result = { ...passed, outcomes: [outcome('large', ['ask', 'pay'], [failure('large/pay')])] };
    const run = await recordedRun(file, result, { included: ['large'] });
    assert.deepEqual(told(run), ['large/ask passed', 'large/pay failed']);
    assert.deepEqual(run.reports[1]?.messages, [
      {
        text: 'Expected outcome "allowed", but it was "denied"',
        range: lineRange(30),
        difference: { expected: 'outcome: allowed', actual: 'outcome: denied' },
        decidedAt: { policyUri: 'file:///policy.json', range: lineRange(40) },
      },
    ]);
  });

  test('two expectations of one step are two messages', async () => {
    const failures = [failure('large/pay'), failure('large/pay', 'Expected rule "a", but it was "b"')];
    const run = await recordedRun(file, { ...passed, outcomes: [outcome('large', ['ask', 'pay'], failures)] });
    const pay = run.reports.find(({ test }) => test === 'large/pay');
    assert.equal(pay?.messages.length, 2);
  });

  test('texts that are equal are not offered for comparison', async () => {
    const same = { ...failure('large/ask'), expected: 'outcome: denied' };
    const run = await recordedRun(file, { ...passed, outcomes: [outcome('large', ['ask', 'pay'], [same])] });
    assert.equal(run.reports[0]?.messages[0]?.difference, undefined);
  });

  suite('when something cannot run', () => {
    const problem = { message: 'The matrix has no value for ${amount}', range: lineRange(7) };
    const errored = { id: 'large', state: 'errored', duration: 0, failures: [], problem, steps: [] } as const;

    test('a scenario that cannot: its steps are skipped, and it says why', async () => {
      const run = await recordedRun(file, { outcomes: [errored], problems: [] }, { included: ['large'] });
      assert.deepEqual(told(run), ['large/ask skipped', 'large/pay skipped', 'large errored']);
      assert.deepEqual(run.reports[2]?.messages, [{ text: problem.message, range: problem.range }]);
    });

    test('of which one step was chosen: that step says why', async () => {
      const run = await recordedRun(file, { outcomes: [errored], problems: [] }, { included: ['large/pay'] });
      assert.deepEqual(told(run), ['large/pay errored']);
    });

    test('a problem of the file is told by the file, and only once', async () => {
      const other = { message: 'The policy does not exist: policy.json', range: lineRange(0) };
      const run = await recordedRun(file, { outcomes: [errored], problems: [problem, other] });
      const ofFile = run.reports.filter(({ test }) => test === undefined);
      assert.deepEqual(
        ofFile.map(({ state, messages }) => [state, messages.map(({ text }) => text)]),
        [['errored', [other.message]]],
      );
      assert.ok(told(run).includes('burst/usd/pay skipped'));
    });

    test('where only a scenario was chosen, that one tells the problem of the file', async () => {
      const run = await recordedRun(file, { outcomes: [], problems: [problem] }, { included: ['large'] });
      assert.deepEqual(told(run), ['large/ask skipped', 'large/pay skipped', 'large errored']);
    });

    test('a file in which no scenario can be found', async () => {
      const run = await recordedRun(scenarioFile({}), { outcomes: [], problems: [problem] });
      assert.deepEqual(told(run), ['(file) errored']);
    });

    test('a language server that fails', async () => {
      const fails = () => Promise.reject(new Error('The language server has ended.'));
      const whole = await recordedRun(file, fails);
      assert.deepEqual(told(whole).at(-1), '(file) errored');
      assert.match(whole.output, /The language server has ended/);
      assert.deepEqual(told(await recordedRun(file, fails, { included: ['large/pay'] })), ['large/pay errored']);
    });

    test('a scenario without steps is reported itself', async () => {
      const empty = scenarioFile({ empty: { steps: [] } });
      assert.deepEqual(told(await recordedRun(empty, { outcomes: [outcome('empty', [])], problems: [] })), [
        'empty passed',
      ]);
    });
  });

  suite('when the person cancels', () => {
    const answers: { what: string; answer: () => Promise<RunScenariosResult> }[] = [
      { what: 'a server that says so', answer: () => Promise.reject(new Error('Request cancelled')) },
      { what: 'a server that never answers', answer: () => new Promise(() => undefined) },
      { what: 'an answer that comes all the same', answer: () => Promise.resolve(passed) },
    ];
    for (const { what, answer } of answers) {
      test(`${what}: all that was queued is skipped, and nothing failed or passed`, async () => {
        const run = await recordedRun(file, (_parameters, token) => {
          token.cancel();
          return answer();
        });
        assert.deepEqual(new Set(run.reports.map(({ state }) => state)), new Set(['skipped']));
        assert.equal(run.reports.length, 4);
        assert.equal(run.output, '');
        assert.equal(run.token.listeners.size, 0);
      });
    }

    test('nothing is told of an answer that comes after the run has ended', async () => {
      let answerLate: (result: RunScenariosResult) => void = () => undefined;
      const run = await recordedRun(file, (_parameters, token) => {
        token.cancel();
        return new Promise((resolve) => {
          answerLate = resolve;
        });
      });
      const before = told(run);
      answerLate(passed);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(told(run), before);
    });
  });
});
