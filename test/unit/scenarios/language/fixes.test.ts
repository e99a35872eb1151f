import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { scenarioActions } from '../../../../server/scenarios/language/codeActions.ts';
import type { ScenarioFile } from '../../../../server/scenarios/scenarioFile.ts';
import type { ScenarioProblemCode } from '../../../../server/scenarios/scenarioProblem.ts';
import { scenariosOf } from '../../../markedScenarios.ts';

const policies = ['policy.json', '../payments.policy.json'];

interface Offered {
  readonly file: ScenarioFile;
  readonly actions: readonly CodeAction[];
}

/** What is offered where `|` stands, to who asks for these kinds. */
function offered(marked: string, only?: readonly string[]): Offered {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1));
  const position = file.document.text.positionAt(offset);
  const range = { start: position, end: position };
  return { file, actions: scenarioActions(file.problems, range, only, { file, policies }) };
}

function made({ file: { document } }: Offered, action: CodeAction | undefined): string {
  assert.ok(action !== undefined);
  return TextDocument.applyEdits(document.text, action.edit?.changes?.[document.uri] ?? []);
}

const inScenario = (scenario: string, before = ''): string =>
  `{ "policy": "policy.json",${before} "scenarios": [{ "name": "n", ${scenario} }] }`;
const inStep = (step: string, before = ''): string => inScenario(`"steps": [{ ${step} }]`, before);
const charge = '"tool": "create_charge"';

/** A problem under the cursor, the fixes of it in their order (`*` the evident one), and the text after the first. */
const cases: { code: ScenarioProblemCode; at: string; titles: string[]; text: string }[] = [
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

suite('Quick fixes in scenario files', () => {
  for (const { code, at, titles, text } of cases) {
    test(`${code}: ${titles.join(', ') || 'none'} in ${at}`, () => {
      const all = offered(at);
      const ofCode = all.actions.filter(({ diagnostics }) => diagnostics?.some((each) => each.code === code));
      assert.ok(all.file.problems.some((problem) => problem.code === code));
      assert.deepEqual(
        ofCode.map(({ title, isPreferred }) => `${isPreferred === true ? '*' : ''}${title}`),
        titles,
      );
      if (ofCode.length > 0) assert.equal(made(all, ofCode[0]), text);
    });
  }

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

  const two = inScenario(`"steps": [{ ${charge}, "exp|ects": {} }, { ${charge}, "expet": { "outcome": "deny" } }]`);
  const mended = inScenario(`"steps": [{ ${charge}, "expect": {} }, { ${charge}, "expect": { "outcome": "deny" } }]`);

  test('all problems of a kind are fixed at once, where several have an evident fix', () => {
    const all = offered(two);
    const fix = all.actions.find(({ title }) => title === 'Fix all problems of this kind (scenario-unknown-key)');
    assert.equal(made(all, fix), mended);
  });

  test('all evident problems are fixed for who asks for that, and nothing else is offered then', () => {
    const all = offered(two, ['source.fixAll']);
    assert.deepEqual(
      all.actions.map(({ title, kind }) => [title, kind]),
      [['Fix all evident problems', 'source.fixAll.mcpPolicy']],
    );
    assert.equal(made(all, all.actions[0]), mended);
    const again = offered(`|${mended}`, ['source.fixAll']);
    assert.deepEqual(scenariosOf(made(again, again.actions[0])).problems, []);
    assert.deepEqual(offered(`|${inStep(charge)}`, ['source.fixAll']).actions, []);
  });

  test('nothing is offered where nothing is wrong, or for other kinds', () => {
    assert.deepEqual(offered(inStep(`"to|ol": "refund"`)).actions, []);
    assert.deepEqual(offered(two, ['refactor']).actions, []);
  });
});
