import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ScenarioToSave, scenarioOf } from '../../../../client/simulator/scenarios/scenarioSteps.ts';
import { scenarioInsertion } from '../../../../client/simulator/scenarios/scenarioText.ts';
import { scenarioCases } from '../../../../server/scenarios/scenarioCases.ts';
import { parseScenarioDocument } from '../../../../server/scenarios/scenarioDocument.ts';
import { callOf } from '../simulated.ts';

const target = { policy: 'policy.json', isPolicy: (path: string) => path === 'policy.json' };

function payment(name = 'A payment', windows: ScenarioToSave['windows'] = 'aligned'): ScenarioToSave {
  return { windows, scenario: scenarioOf({ name }, [{ call: callOf('pay'), expect: { outcome: 'allowed' } }]) };
}

/** The text with the scenarios in it. */
function inserted(text: string, ...scenarios: readonly ScenarioToSave[]): string {
  const insertion = scenarioInsertion(text, target, scenarios);
  assert.ok('text' in insertion, 'problem' in insertion ? insertion.problem : '');
  return text.slice(0, insertion.offset) + insertion.text + text.slice(insertion.offset);
}

const written =
  '{ "name": "A payment", "now": "2026-03-02T10:31:00Z", "steps": [{ "tool": "pay", "expect": { "outcome": "allowed" } }] }';

/** The same where it is too long for a line. */
const brokenAt = (indent: string, unit: string) =>
  [
    '{',
    `${unit}"name": "A payment",`,
    `${unit}"now": "2026-03-02T10:31:00Z",`,
    `${unit}"steps": [{ "tool": "pay", "expect": { "outcome": "allowed" } }]`,
    '}',
  ].join(`\n${indent}`);

suite('Scenarios that are written into a file', () => {
  test('a new file: people’s layout, the policy by its name', () => {
    assert.equal(
      inserted('', payment()),
      `{\n  "policy": "policy.json",\n  "scenarios": [\n    ${brokenAt('    ', '  ')}\n  ]\n}\n`,
    );
  });

  test('a new file of calls with windows that slide says so', () => {
    assert.match(inserted('', payment('A payment', 'sliding')), /"windows": "sliding",\n/);
  });

  test('at the end of those that are there, which stay as they are', () => {
    const before = '{\n  "policy": "policy.json",\n  "scenarios": [\n    { "name": "first",   "steps": [] }';
    const behind = '\n  ]\n}\n';
    assert.equal(inserted(before + behind, payment()), `${before},\n    ${brokenAt('    ', '  ')}${behind}`);
  });

  test('with the file’s own indentation and line ends', () => {
    const before = '{\r\n\t"policy": "policy.json",\r\n\t"scenarios": [\r\n\t\t{ "name": "first", "steps": [] }';
    const behind = '\r\n\t]\r\n}\r\n';
    const lines = brokenAt('\t\t', '\t').replaceAll('\n', '\r\n');
    assert.equal(inserted(before + behind, payment()), `${before},\r\n\t\t${lines}${behind}`);
  });

  test('into an empty list', () => {
    assert.equal(
      inserted('{\n  "policy": "policy.json",\n  "scenarios": []\n}\n', payment()),
      `{\n  "policy": "policy.json",\n  "scenarios": [\n    ${brokenAt('    ', '  ')}\n  ]\n}\n`,
    );
  });

  test('several at once, in their order', () => {
    const text = inserted('{ "policy": "policy.json", "scenarios": [] }', payment('one'), payment('two'));
    assert.deepEqual(namesIn(text), ['one', 'two']);
  });

  test('a name that is there gets a number', () => {
    const text = inserted('', payment('same'), payment('same'));
    assert.deepEqual(namesIn(inserted(text, payment('same'))), ['same', 'same (2)', 'same (3)']);
  });

  test('says where the first of them stands', () => {
    const text = inserted('', payment('first'));
    const insertion = scenarioInsertion(text, target, [payment('second'), payment('third')]);
    assert.ok('shown' in insertion);
    const { offset, length } = insertion.shown;
    const whole = inserted(text, payment('second'), payment('third'));
    assert.equal(JSON.parse(whole.slice(offset, offset + length)).name, 'second');
  });

  test('say how their windows lie where that is otherwise than in the file', () => {
    const mixed = inserted('', payment('by the clock'), payment('slides', 'sliding'));
    const sliding = inserted('', payment('slides', 'sliding'), payment('too', 'sliding'));
    for (const [text, ofFile, expected] of [
      [mixed, undefined, [undefined, 'sliding', undefined, 'sliding']],
      [sliding, 'sliding', [undefined, undefined, 'aligned', undefined]],
    ] as const) {
      const both = JSON.parse(inserted(text, payment('one more', 'aligned'), payment('another', 'sliding')));
      assert.equal(both.windows, ofFile);
      assert.deepEqual(
        both.scenarios.map(({ windows }: { readonly windows?: string }) => windows),
        expected,
      );
    }
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['is half written', '{ "policy": "policy.json", "scenarios": [', /not valid JSON/],
    ['is about another policy', '{ "policy": "other.json", "scenarios": [] }', /another policy/],
    ['names no policy', '{ "scenarios": [] }', /another policy/],
    ['has no list', '{ "policy": "policy.json" }', /no list/],
  ];
  for (const [what, text, reason] of refused) {
    test(`are not written into a file that ${what}`, () => {
      const insertion = scenarioInsertion(text, target, [payment()]);
      assert.match('problem' in insertion ? insertion.problem : 'none', reason);
    });
  }

  test('read back as the calls that they were, whatever a name or an argument says', () => {
    const name = fc.string({ minLength: 1, unit: 'binary' });
    const args = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(name, args, (scenarioName, values) => {
        const call = { ...callOf('pay'), args: JSON.parse(JSON.stringify(values)) };
        const scenario = scenarioOf({ name: scenarioName }, [{ call, expect: { outcome: 'allowed' } }]);
        const text = inserted(inserted('', payment()), { windows: 'aligned', scenario });
        const [, second] = scenarioCases(parseScenarioDocument(TextDocument.create('file:///a', 'json', 1, text)));
        const step = second?.steps[0];
        assert.ok(step?.kind === 'calls');
        assert.deepEqual(step.call.args, call.args);
        assert.equal(step.call.at, call.at);
      }),
      { numRuns: 50 },
    );
  });

  test('stand on one line where they fit', () => {
    const short: ScenarioToSave = { windows: 'aligned', scenario: { name: 'n', now: '2026-03-02', steps: [] } };
    assert.match(inserted('', short), /\n {4}\{ "name": "n", "now": "2026-03-02", "steps": \[\] \}\n/);
    assert.ok(written.length > 100);
  });
});

function namesIn(text: string): readonly string[] {
  return JSON.parse(text).scenarios.map(({ name }: { readonly name: string }) => name);
}
