import assert from 'node:assert/strict';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { scenariosOf } from '../../markedScenarios.ts';
import { rate, story } from './story.ts';

suite('The cases of a scenario file', () => {
  test('a matrix runs its scenario once for each case, with its values in texts, and as they are', () => {
    const matrix = [
      {
        tool: 'create_charge',
        amount: 5000,
        outcome: 'allowed',
        count: 2,
        key: 'create_charge_rate',
        rest: { urgent: false },
      },
      {
        tool: 'create_charge',
        amount: '5001',
        outcome: 'allowed',
        count: 1,
        key: 'create_charge_rate',
        rest: { urgent: false },
      },
      {
        tool: 'create_charge',
        amount: 5001,
        outcome: 'denied',
        count: 0,
        key: 'create_charge_rate',
        rest: { urgent: false },
      },
    ];
    const step = {
      tool: '${tool}',
      fixture: 'dollars',
      args: { amount: '${amount}', note: '${amount} for ${tool}' },
      times: 2,
      expect: { outcome: '${outcome}', counters: { '/tools/${tool}/limits/${key}': '${count}' } },
    };
    const file = scenariosOf(
      JSON.stringify({
        policy: 'policy.json',
        fixtures: { dollars: { currency: 'usd', urgent: '${nothing}' } },
        scenarios: [{ name: '${amount} is ${outcome}', matrix, steps: [step] }],
      }),
    );
    const [first] = file.cases;
    assert.deepEqual(
      file.cases.map(({ id, name }) => [id, name]),
      [
        ['${amount} is ${outcome}/1', '5000 is allowed'],
        ['${amount} is ${outcome}/2', '5001 is allowed'],
        ['${amount} is ${outcome}/3', '5001 is denied'],
      ],
    );
    assert.ok(first?.steps[0]?.kind === 'calls');
    assert.deepEqual(first.steps[0].call.args, {
      currency: 'usd',
      urgent: '${nothing}',
      amount: 5000,
      note: '5000 for create_charge',
    });
    const failures = scenarioRuns(file).map((run) =>
      run.blocked === undefined
        ? wholeRun(run.steps()).map((step) => step.failures.map(({ message }) => message))
        : run.blocked,
    );
    assert.deepEqual(failures, [[[]], [[`Expected 1 used of "${rate}", but it is 2`]], [[]]]);
  });

  test('an error keeps its own case or scenario from running, one around the scenarios keeps all', () => {
    const scenarios = [
      { name: 'wrong', steps: [{ tool: 'create_charge', times: 0 }] },
      { name: 'cases', matrix: [{ t: 0 }, { t: 1 }], steps: [{ tool: 'refund', times: '${t}' }] },
      { name: 'sound', steps: [] },
    ];
    assert.deepEqual(story(scenarios), [
      'wrong: "times" must be at least 1',
      'cases/1: "times" must be a whole number from 1 to 10000',
      'cases/2',
      '  refund: 0/1 approval required by /tools/refund/action: A person refunds.',
      'sound',
    ]);
    const stopped = '"windows" must be "aligned" or "sliding"';
    assert.deepEqual(story(scenarios.slice(2), { windows: 'none' }), [`sound: ${stopped}`]);
    assert.deepEqual(story(scenarios.slice(2), { policy: 'elsewhere.json' }), [
      'sound: There is no policy at "elsewhere.json", seen from this file',
    ]);
  });

  test('ids are unique, whatever the names, and steps, cases and scenarios can be chosen by them', () => {
    const scenario = (name: string, matrix?: object[]) => ({
      name,
      ...(matrix && { matrix }),
      steps: [{ tool: 'refund' }],
    });
    const file = scenariosOf(
      JSON.stringify({
        policy: 'policy.json',
        scenarios: [
          scenario('a'),
          scenario('a'),
          scenario('a/1'),
          scenario('a#1'),
          scenario('a', [{}, {}]),
          scenario(''),
        ],
      }),
    );
    const ids = file.cases.flatMap(({ id, steps }) => [id, ...steps.map((step) => step.id)]);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, steps } of file.cases) {
      for (const wanted of [id, ...steps.map((step) => step.id)]) {
        assert.deepEqual(
          scenarioRuns(file, undefined, new Set([wanted])).map((run) => run.case.id),
          [id],
        );
      }
    }
    assert.equal(scenarioRuns(file, undefined, new Set([file.cases[4]?.id.replace(/\/1$/, '') ?? ''])).length, 2);
  });
});
