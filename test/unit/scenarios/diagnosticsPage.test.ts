import assert from 'node:assert/strict';
import { scenarioFixes } from '../../../server/scenarios/language/fixes/scenarioFixes.ts';
import { type ScenarioProblemCode, scenarioProblemCodes } from '../../../server/scenarios/scenarioProblem.ts';
import { namedFix, sectionOf } from '../../diagnosticsPage.ts';
import { markedScenarios, scenariosOf } from '../../markedScenarios.ts';

/** A thousand mistakes are no example; the test makes them. */
const withoutExample: ScenarioProblemCode = 'scenario-too-many-problems';

suite('The page that the diagnostics of scenario files link to', () => {
  test('every code but one, whose cause is a thousand mistakes, has an example in the fixtures', () => {
    const shown = new Set(
      markedScenarios().flatMap(({ expected }) => expected.map(({ words }) => words.split(/[ :]/)[1])),
    );
    assert.deepEqual(
      scenarioProblemCodes.filter((code) => !shown.has(code)),
      [withoutExample],
    );
  });

  for (const code of scenarioProblemCodes.filter((candidate) => candidate !== withoutExample)) {
    const [wrong = '', mended = '', ...others] = sectionOf(code).examples;

    test(`${code}: the first example has it alone, and the second one is mended`, () => {
      assert.deepEqual(others, []);
      assert.deepEqual([...new Set(scenariosOf(wrong).problems.map((problem) => problem.code))], [code]);
      assert.deepEqual(scenariosOf(mended).problems, []);
    });

    test(`${code}: the example's first quick fix is the one that is named`, () => {
      const file = scenariosOf(wrong);
      const [problem] = file.problems;
      assert.ok(problem !== undefined);
      const [first] = scenarioFixes(problem, { file, policies: ['policy.json'] });
      assert.equal(first?.title, namedFix(sectionOf(code)));
    });
  }

  test(`${withoutExample}: a thousand of its steps have it`, () => {
    const { examples, severities } = sectionOf(withoutExample);
    const steps = (step = ''): string => Array.from({ length: 1002 }, () => step).join(', ');
    const [wrong, mended] = examples.map((step) =>
      scenariosOf(`{"policy": "policy.json", "scenarios": [{"name": "n", "steps": [${steps(step)}]}]}`),
    );
    const cutShort = wrong?.problems.filter(({ code }) => code === withoutExample) ?? [];
    assert.deepEqual(
      cutShort.map(({ severity }) => severity),
      severities,
    );
    assert.deepEqual(mended?.problems, []);
    assert.equal(namedFix(sectionOf(withoutExample)), undefined);
  });
});
