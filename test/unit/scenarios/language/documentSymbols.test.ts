import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { scenarioSymbols } from '../../../../server/scenarios/language/documentSymbols.ts';
import { scenariosOf } from '../../../markedScenarios.ts';

/** The outline as an editor draws it: the name, the faint text beside it, and where the cursor goes. */
function outline(text: string): string[] {
  const { document } = scenariosOf(text);
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, range, selectionRange, children = [] }) => {
      const [from, to] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
      assert.ok(
        from <= document.text.offsetAt(selectionRange.start) && document.text.offsetAt(selectionRange.end) <= to,
      );
      const line = `${indent}${name}${detail === undefined ? '' : ` | ${detail}`}`;
      const target = document.text.getText(selectionRange).slice(0, 20);
      return [`${line} -> ${target}`, ...lines(children, `${indent}  `)];
    });
  return lines(scenarioSymbols(document), '');
}

suite('The outline of a scenario file', () => {
  test('names the policy, the fixtures, and each scenario with its steps and what is expected of them', () => {
    const text = `{
      "policy": "policy.json",
      "fixtures": { "small charge": { "amount": 1 } },
      "scenarios": [
        { "name": "The 31st is denied", "steps": [
          { "tool": "create_charge", "times": 31, "expect": { "allowed": 30, "outcome": "denied", "rule": "(hidden)" } },
          { "tool": "refund", "expect": { "message": "No." } },
          { "traffic": [{ "tool": "a" }, { "tool": "b" }, { "tool": "a" }], "for": "1m", "expect": { "denied": 1 } }
        ] }
      ]
    }`;
    assert.deepEqual(outline(text), [
      'policy: policy.json -> "policy.json"',
      'fixtures | 1 fixture -> "fixtures"',
      '  small charge -> "small charge"',
      'The 31st is denied | 3 steps -> "The 31st is denied"',
      '  create_charge ×31 | 30 allowed, denied, (hidden) -> "create_charge"',
      '  refund | No. -> "refund"',
      '  traffic: a, b | 1 denied -> { "traffic": [{ "too',
    ]);
  });

  test('shows the cases of a matrix by their values, and the steps as they are written', () => {
    const text =
      '{ "scenarios": [{ "name": "${n} pass", "matrix": [{ "n": 1, "s": "a" }, {}], "steps": [{ "tool": "pay", "times": "${n}", "expect": { "allowed": "${n}" } }] }] }';
    assert.deepEqual(outline(text), [
      '${n} pass | 2 cases, 1 step -> "${n} pass"',
      '  n: 1, s: "a" -> { "n": 1, "s": "a" }',
      '  case 2 -> {}',
      '  pay ×${n} | ${n} allowed -> "pay"',
    ]);
  });

  test('of half-written text shows what is there', () => {
    assert.deepEqual(outline('{ "policy": , "scenarios": [{ "steps": [{ "tool": '), [
      'policy: … -> "policy"',
      'Scenario 1 | 1 step -> { "steps": [{ "tool"',
      '  … -> { "tool":',
    ]);
    assert.deepEqual(outline(''), []);
    assert.deepEqual(outline('{ "scenarios": 5, "fixtures": [] }'), ['fixtures | 0 fixtures -> "fixtures"']);
  });

  test('a name that is blank or hides something is shown as it is', () => {
    assert.deepEqual(
      outline('{ "scenarios": [{ "name": " ", "steps": [] }, { "name": "a\\u202eb\\n", "steps": [] }] }'),
      ['" " | 0 steps -> " "', 'a<U+202E>b<U+000A> | 0 steps -> "a\\u202eb\\n"'],
    );
  });
});
