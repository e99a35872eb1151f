import assert from 'node:assert/strict';
import { scenariosOf } from '../../../../markedScenarios.ts';
import { charge, inScenario, inStep, made, offered } from './fixCases.ts';

suite('Fixing several problems of scenario files at once', () => {
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
