import { charge, checkAll, type FixCase, inScenario, inStep } from './fixCases.ts';

const cases: readonly FixCase[] = [
  {
    code: 'scenario-json-syntax',
    at: '|',
    titles: ['Write { "policy": "policy.json", "scenarios": [] }'],
    text: '{ "policy": "policy.json", "scenarios": [] }',
  },
  {
    code: 'scenario-json-syntax',
    at: '{ "policy": "policy.json", "scenarios": [],| }',
    titles: ['*Remove the comma'],
    text: '{ "policy": "policy.json", "scenarios": [] }',
  },
  {
    code: 'scenario-duplicate-key',
    at: inStep(`"to|ol": "refund", ${charge}`),
    titles: ['Remove this "tool", which does not count'],
    text: inStep(charge),
  },
  {
    code: 'scenario-missing-property',
    at: '{| "scenarios": [] }',
    titles: ['Add "policy"'],
    text: '{ "policy": "policy.json", "scenarios": [] }',
  },
  {
    code: 'scenario-missing-property',
    at: '{ "policy": "policy.json", "scenarios": [{| "steps": [] }] }',
    titles: ['Add "name"'],
    text: '{ "policy": "policy.json", "scenarios": [{ "name": "What it shows", "steps": [] }] }',
  },
  {
    code: 'scenario-missing-property',
    at: inScenario('"steps": [{| "times": 2 }]'),
    titles: ['Add "tool"'],
    text: inStep('"tool": "", "times": 2'),
  },
  {
    code: 'scenario-missing-property',
    at: inStep(`"traffic": [{| ${charge} }], "for": "1m"`),
    titles: ['Add "perMinute"'],
    text: inStep(`"traffic": [{ ${charge}, "perMinute": 30 }], "for": "1m"`),
  },
  {
    code: 'scenario-missing-property',
    at: inScenario(`"steps": [{| "traffic": [{ ${charge}, "perMinute": 1 }] }]`),
    titles: ['Add "for"'],
    text: inStep(`"traffic": [{ ${charge}, "perMinute": 1 }], "for": "10m"`),
  },
  {
    code: 'scenario-unknown-key',
    at: inStep(`${charge}, "exp|ects": {}`),
    titles: ['*Change to "expect"', 'Remove "expects"'],
    text: inStep(`${charge}, "expect": {}`),
  },
  {
    code: 'scenario-unknown-key',
    at: inStep(`${charge}, "exp|ects": {}, "expect": {}`),
    titles: ['Remove "expects"'],
    text: inStep(`${charge}, "expect": {}`),
  },
];

suite('Quick fixes for keys of scenario files', () => {
  checkAll(cases);
});
