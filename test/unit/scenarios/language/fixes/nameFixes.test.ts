import assert from 'node:assert/strict';
import { charge, checkAll, type FixCase, inScenario, inStep, offered } from './fixCases.ts';

const cases: readonly FixCase[] = [
  {
    code: 'scenario-unknown-fixture',
    at: inStep(`${charge}, "fixture": "sma|l"`, ' "fixtures": { "small": {} },'),
    titles: ['*Change to "small"', 'Add the fixture "smal"'],
    text: inStep(`${charge}, "fixture": "small"`, ' "fixtures": { "small": {} },'),
  },
  {
    code: 'scenario-unknown-fixture',
    at: inStep(`${charge}, "fixture": "sma|ll"`),
    titles: ['Add the fixture "small"'],
    text: inStep(`${charge}, "fixture": "small"`, ' "fixtures": { "small": {} },'),
  },
  {
    code: 'scenario-unused-fixture',
    at: inStep(charge, ' "fixtures": { "sm|all": {} },'),
    titles: ['Remove "small"'],
    text: inStep(charge, ' "fixtures": {},'),
  },
  {
    code: 'scenario-unknown-placeholder',
    at: inScenario(`"matrix": [{ "amount": 1 }], "steps": [{ ${charge}, "args": { "amount": "\${amonut|}" } }]`),
    titles: ['*Change to "${amount}"'],
    text: inScenario(`"matrix": [{ "amount": 1 }], "steps": [{ ${charge}, "args": { "amount": "\${amount}" } }]`),
  },
  {
    code: 'scenario-same-name',
    at: '{ "policy": "policy.json", "scenarios": [{ "name": "a", "steps": [] }, { "name": "a|", "steps": [] }] }',
    titles: ['Change to "a (2)"'],
    text: '{ "policy": "policy.json", "scenarios": [{ "name": "a", "steps": [] }, { "name": "a (2)", "steps": [] }] }',
  },
  {
    code: 'scenario-policy',
    at: '{ "policy": "polcy.jso|n", "scenarios": [] }',
    titles: ['*Change to "policy.json"', 'Change to "../payments.policy.json"'],
    text: '{ "policy": "policy.json", "scenarios": [] }',
  },
  {
    code: 'scenario-policy',
    at: '{ "policy": "broken.jso|n", "scenarios": [] }',
    titles: [],
    text: '',
  },
  {
    code: 'scenario-unknown-tool',
    at: inStep('"tool": "creat_ch|arge"'),
    titles: ['*Change to "create_charge"', 'Expect the rule "(default deny)"'],
    text: inStep(charge),
  },
  {
    code: 'scenario-unknown-rule',
    at: inStep(`${charge}, "expect": { "rule": "(hid|en)" }`),
    titles: ['*Change to "(hidden)"'],
    text: inStep(`${charge}, "expect": { "rule": "(hidden)" }`),
  },
  {
    code: 'scenario-unknown-counter',
    at: inStep(`${charge}, "expect": { "counters": { "calls-per-min|ute": 1 } }`),
    titles: ['*Change to "/all_tools/limits/calls-per-minute"'],
    text: inStep(`${charge}, "expect": { "counters": { "/all_tools/limits/calls-per-minute": 1 } }`),
  },
];

suite('Quick fixes for names in scenario files', () => {
  checkAll(cases);

  test('in the values of a matrix: what a name of the policy may be', () => {
    const all = offered(
      inScenario(
        '"matrix": [{ "rule": "(hid|en)" }], "steps": [{ "tool": "refund", "expect": { "rule": "${rule}" } }]',
      ),
    );
    assert.deepEqual(
      all.actions.map(({ title }) => title),
      ['Change to "(hidden)"'],
    );
  });
});
