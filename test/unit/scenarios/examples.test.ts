import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageFigures, percentOf } from '../../../server/scenarios/coverageFigures.ts';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { fileCoverage, scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import { scenariosOf } from '../../markedScenarios.ts';

const examples = join(__dirname, '..', '..', '..', 'examples');
const servers = readdirSync(join(examples, 'stand-in-server', 'tools')).map((file) => file.replace('.json', ''));

suite('The scenarios of the examples', () => {
  test('there are those of five servers', () => {
    assert.equal(servers.length, 5);
  });

  for (const server of servers) {
    const text = readFileSync(join(examples, server, 'policy.policytest.json'), 'utf8');
    const policy = readFileSync(join(examples, server, 'policy.json'), 'utf8');
    const snapshot = parseSnapshot(readFileSync(join(examples, 'stand-in-server', 'tools', `${server}.json`), 'utf8'));
    assert.ok('list' in snapshot);
    const file = scenariosOf(text, policy, { state: 'fresh', list: snapshot.list });

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
