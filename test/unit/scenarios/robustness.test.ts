import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { scenarioActions } from '../../../server/scenarios/language/codeActions.ts';
import { completeScenario } from '../../../server/scenarios/language/complete.ts';
import { scenarioDefinition } from '../../../server/scenarios/language/definition.ts';
import { scenarioDiagnostics } from '../../../server/scenarios/language/diagnostics.ts';
import { scenarioSymbols } from '../../../server/scenarios/language/documentSymbols.ts';
import { scenarioHover } from '../../../server/scenarios/language/hover.ts';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { fileCoverage, scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { shownCoverage, shownOutcome } from '../../../server/scenarios/shownOutcome.ts';
import { shownProblems, shownScenarios } from '../../../server/scenarios/shownScenarios.ts';
import { markedScenarios, scenariosOf } from '../../markedScenarios.ts';
import { freshTools } from '../../toolLists.ts';

const knowledge = freshTools('create_charge', 'list_charges', '__proto__');
const sound = readFileSync(join(__dirname, '../../../examples/p402/policy.policytest.json'), 'utf8');
const texts = [...markedScenarios().map(({ text }) => text), sound];

/** Everything that is answered about a file, at a position of it. */
function everything(text: string, offset: number): void {
  const file = scenariosOf(text, undefined, knowledge);
  const position = file.document.text.positionAt(offset);
  for (const { range } of scenarioDiagnostics(file.problems, file.document, { besideJsonSupport: false })) {
    assert.ok(file.document.text.offsetAt(range.end) >= file.document.text.offsetAt(range.start));
  }
  for (const item of completeScenario(file, knowledge, position)) assert.ok(item.label !== '' || item.textEdit);
  scenarioHover(file, position);
  scenarioDefinition(file, position);
  scenarioSymbols(file.document);
  const fixing = { file, policies: ['policy.json', 'other.policy.json'] };
  const whole = { start: file.document.text.positionAt(0), end: file.document.text.positionAt(text.length) };
  for (const { edit } of scenarioActions(file.problems, whole, [''], fixing)) {
    TextDocument.applyEdits(file.document.text, edit?.changes?.[file.document.uri] ?? []);
  }
  shownScenarios(file);
  shownProblems(file.problems, file.document);
  const coverage = fileCoverage(file);
  const { tested } = file;
  for (const run of scenarioRuns(file, coverage)) {
    if (run.blocked === undefined && tested?.state === 'ready')
      shownOutcome(run.case, wholeRun(run.steps()), 0, file.document, tested.document);
  }
  if (coverage !== undefined && tested?.state === 'ready') shownCoverage(coverage.coverage, tested.document);
}

suite('Scenario files that are half written, or hostile', () => {
  test('nothing throws on a text that is cut anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), (text, cut, length) => {
        const start = cut % (text.length + 1);
        const shortened = text.slice(0, start) + text.slice(start + (length % 40));
        everything(text.slice(0, start), start);
        everything(shortened, start);
      }),
      { numRuns: 150 },
    );
  });

  test('nothing throws on any JSON where something else belongs', () => {
    const keys = [
      'policy',
      'now',
      'windows',
      'fixtures',
      'scenarios',
      'steps',
      'matrix',
      'expect',
      'counters',
      'tool',
      'args',
    ];
    const json = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...keys), json, fc.constantFrom(...texts), (key, value, text) => {
        const changed = text.replace(new RegExp(`"${key}": ("[^"]*"|[\\[{])`), (_whole, rest: string) =>
          rest.startsWith('"') ? `"${key}": ${value}` : `"${key}": ${value}, "other": ${rest}`,
        );
        everything(changed, changed.indexOf(key) + 2);
      }),
      { numRuns: 150 },
    );
  });

  test('names that objects have by birth are names like any other', () => {
    const text = `{"policy": "policy.json", "fixtures": {"__proto__": {"amount": 1}, "constructor": {"currency": "usd"}},
      "scenarios": [{"name": "__proto__", "matrix": [{"__proto__": 1, "toString": "a"}],
        "steps": [{"tool": "__proto__", "fixture": "__proto__", "args": {"__proto__": "\${__proto__}", "b": "\${toString} \${valueOf}"}},
          {"tool": "create_charge", "fixture": "constructor", "expect": {"counters": {"__proto__": 1}}}]}]}`;
    const file = scenariosOf(text);
    const [first, second] = file.cases[0]?.steps ?? [];
    assert.ok(first?.kind === 'calls' && second?.kind === 'calls');
    assert.equal(JSON.stringify(first.call.args), '{"amount":1,"__proto__":1,"b":"a ${valueOf}"}');
    assert.equal(JSON.stringify(second.call.args), '{"currency":"usd"}');
    everything(text, text.indexOf('"steps"'));
  });

  test('a text of thousands of mistakes is checked in one go, and says when not all of it was', () => {
    const step = '{"tool": "create_charge", "times": 0, "expects": {}}';
    const text = `{"policy": "policy.json", "scenarios": [{"name": "many", "steps": [${Array.from({ length: 5000 }, () => step).join(', ')}]}]}`;
    const { problems } = scenariosOf(text);
    assert.ok(problems.some(({ code }) => code === 'scenario-too-many-problems'));
  });

  test('deep nesting is no way to the end of the stack', () => {
    const deep = `{"policy": "policy.json", "scenarios": [{"name": "deep", "steps": [{"tool": "refund", "args": {"a": ${'['.repeat(9000)}`;
    everything(deep, deep.length);
  });
});
