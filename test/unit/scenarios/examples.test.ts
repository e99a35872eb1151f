import assert from 'node:assert/strict';
import { coverageFigures, percentOf } from '../../../server/scenarios/coverageFigures.ts';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { fileCoverage, scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { examplePolicies, exampleText, exampleTools } from '../../examplePolicies.ts';
import { scenariosOf } from '../../markedScenarios.ts';

suite('The scenarios of the examples', () => {
  test('there are those of five servers', () => {
    assert.equal(examplePolicies.length, 5);
  });

  for (const [server, policy] of examplePolicies) {
    const text = exampleText(server, 'policy.policytest.json');
    const file = scenariosOf(text, policy, { state: 'fresh', list: exampleTools(server) });

    test(`${server}: all pass, and exercise the whole policy`, () => {
      const coverage = fileCoverage(file);
      assert.ok(coverage !== undefined);
      const failures = scenarioRuns(file, coverage).flatMap((run) => {
        if (run.blocked !== undefined) return [`${run.case.name}: ${run.blocked.message}`];
        return wholeRun(run.steps()).flatMap((step) =>
          step.failures.map(({ message }) => `${run.case.name}: ${message}`),
        );
      });
      assert.deepEqual(failures, []);
      assert.equal(percentOf(coverageFigures(coverage.coverage)), 100);
    });

    test(`${server}: nothing in the file is wrong, and each name is a sentence that fits a list`, () => {
      assert.deepEqual(file.problems, []);
      for (const { name } of file.cases) assert.ok(name.length <= 100, name);
    });
  }
});
