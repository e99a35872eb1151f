import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '../../../schemas/policytest.schema.json';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { scenariosOf } from '../../markedScenarios.ts';

const page = readFileSync(join(__dirname, '../../../docs/scenarios.md'), 'utf8');

suite('The page for authors of scenarios', () => {
  test('every key of the schema is on it', () => {
    const { scenario, step, stream, expect } = schema.definitions;
    const keys = [schema, scenario, step, stream, expect].flatMap(({ properties }) => Object.keys(properties));
    const missing = keys.filter((key) => key !== '$schema' && !page.includes(`\`${key}\``));
    assert.deepEqual(missing, []);
  });

  test('its examples are sound, and pass', () => {
    const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, example = '']) => example);
    assert.equal(examples.length, 3);
    for (const example of examples) {
      const text = example.includes('"scenarios"') ? example : `{ "policy": "policy.json", "scenarios": [${example}] }`;
      const file = scenariosOf(text, JSON.stringify(policy));
      assert.deepEqual(file.problems, []);
      for (const run of scenarioRuns(file)) {
        assert.ok(run.blocked === undefined);
        const failures = wholeRun(run.steps()).flatMap((step) => step.failures.map(({ message }) => message));
        assert.deepEqual(failures, []);
      }
    }
  });
});

/** The policy that the examples are about. */
const policy = {
  version: '1',
  default: 'deny',
  tools: {
    create_charge: {
      deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 5000 }], on_deny: 'Too much.' }],
      limits: [{ counter: 'create_charge_rate', window: 'minute', max: 30, scope: 'grant' }],
    },
  },
};
