import { charge, checkAll, type FixCase, inStep } from './fixCases.ts';

const cases: readonly FixCase[] = [
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "expect": { "outcome": "de|ny" }`),
    titles: ['*Change to "denied"'],
    text: inStep(`${charge}, "expect": { "outcome": "denied" }`),
  },
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "upstream": "tim|eoutt"`),
    titles: ['*Change to "timeout"'],
    text: inStep(`${charge}, "upstream": "timeout"`),
  },
  {
    code: 'scenario-wrong-value',
    at: '{ "policy": "policy.json", "windows": |5, "scenarios": [] }',
    titles: ['Change to "aligned"', 'Change to "sliding"'],
    text: '{ "policy": "policy.json", "windows": "aligned", "scenarios": [] }',
  },
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "times": "3|1"`),
    titles: ['*Change to 31'],
    text: inStep(`${charge}, "times": 31`),
  },
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "times": |0`),
    titles: ['Change to 1'],
    text: inStep(`${charge}, "times": 1`),
  },
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "args": [|]`),
    titles: ['*Change to {}'],
    text: inStep(`${charge}, "args": {}`),
  },
  {
    code: 'scenario-wrong-value',
    at: inStep(`${charge}, "after": 9|0`),
    titles: ['Change to "90s"', 'Change to "90ms"'],
    text: inStep(`${charge}, "after": "90s"`),
  },
  {
    code: 'scenario-time',
    at: inStep(`${charge}, "after": "2 hou|rs and 30 min"`),
    titles: ['*Change to "2h30m"'],
    text: inStep(`${charge}, "after": "2h30m"`),
  },
  {
    code: 'scenario-time',
    at: inStep(`${charge}, "at": "2026-3-1 |9:05"`),
    titles: ['*Change to "2026-03-01T09:05:00Z"'],
    text: inStep(`${charge}, "at": "2026-03-01T09:05:00Z"`),
  },
  {
    code: 'scenario-two-times',
    at: inStep(`${charge}, "at": "2026-03-01", "after": "|1m"`),
    titles: ['Remove "after"', 'Remove "at"'],
    text: inStep(`${charge}, "at": "2026-03-01"`),
  },
  {
    code: 'scenario-traffic',
    at: inStep(`${charge}, "f|or": "1m"`),
    titles: ['Remove "for"'],
    text: inStep(charge),
  },
];

suite('Quick fixes for values in scenario files', () => {
  checkAll(cases);
});
