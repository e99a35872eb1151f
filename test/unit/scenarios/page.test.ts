import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '../../../schemas/policytest.schema.json';
import { scenarioProblemCodes } from '../../../server/scenarios/scenarioProblem.ts';
import { markedScenarios, scenariosOf } from '../../markedScenarios.ts';

const page = readFileSync(join(__dirname, '../../../docs/scenarios.md'), 'utf8');

suite('The page for authors of scenarios', () => {
  test('every code has one section, and there is no other', () => {
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, [...scenarioProblemCodes]);
  });

  test('every code but one, whose cause is a thousand mistakes, has an example in the fixtures', () => {
    const shown = new Set(
      markedScenarios().flatMap(({ expected }) => expected.map(({ words }) => words.split(/[ :]/)[1])),
    );
    assert.deepEqual(
      scenarioProblemCodes.filter((code) => !shown.has(code)),
      ['scenario-too-many-problems'],
    );
  });

  test('every key of the schema is on it', () => {
    const { scenario, step, expect } = schema.definitions;
    const keys = [schema, scenario, step, expect].flatMap(({ properties }) => Object.keys(properties));
    const missing = keys.filter((key) => key !== '$schema' && !page.includes(`\`${key}\``));
    assert.deepEqual(missing, []);
  });

  test('its first example is sound, but for the policy', () => {
    const [, example = ''] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const { problems, cases } = scenariosOf(example);
    assert.deepEqual(problems, []);
    assert.equal(cases.length, 1);
  });
});
