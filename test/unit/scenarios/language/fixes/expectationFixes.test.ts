import assert from 'node:assert/strict';
import { scenariosOf } from '../../../../markedScenarios.ts';
import { charge, checkAll, type FixCase, inStep, made, offered } from './fixCases.ts';

const cases: readonly FixCase[] = [
  {
    code: 'scenario-impossible',
    at: inStep(`${charge}, "expect": { "outcome": "allowed", "rule": "(hi|dden)" }`),
    titles: ['Remove "rule"', 'Expect the outcome "denied"'],
    text: inStep(`${charge}, "expect": { "outcome": "allowed" }`),
  },
  {
    code: 'scenario-impossible',
    at: inStep(`${charge}, "times": 30, "expect": { "allowed": 30, "denied": |1 }`),
    titles: ['Make 31 calls'],
    text: inStep(`${charge}, "times": 31, "expect": { "allowed": 30, "denied": 1 }`),
  },
  {
    code: 'scenario-impossible',
    at: inStep(`${charge}, "expect": { "allowed": |3 }`),
    titles: ['Make 3 calls'],
    text: inStep(`${charge}, "times": 3, "expect": { "allowed": 3 }`),
  },
];

suite('Quick fixes for expectations in scenario files', () => {
  checkAll(cases);

  test('an expectation can be added where nothing is expected yet, and where something is', () => {
    const ways: [at: string, text: string][] = [
      [inStep('"tool": "creat_charge|"'), inStep('"tool": "creat_charge", "expect": { "rule": "(default deny)" }')],
      [
        inStep('"tool": "creat_charge|", "expect": { "outcome": "denied" }'),
        inStep('"tool": "creat_charge", "expect": { "outcome": "denied", "rule": "(default deny)" }'),
      ],
    ];
    for (const [at, text] of ways) {
      const all = offered(at);
      const fix = all.actions.find(({ title }) => title.startsWith('Expect'));
      assert.equal(made(all, fix), text);
      assert.deepEqual(scenariosOf(text).problems, []);
    }
  });
});
