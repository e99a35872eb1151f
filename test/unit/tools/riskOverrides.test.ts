import { strict as assert } from 'node:assert';
import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { classify, type RiskClass } from '../../../server/tools/risk.ts';
import { noOverrides, riskIn, riskOf, withRiskOverrides } from '../../../server/tools/riskOverrides.ts';
import { freshTools } from '../../toolLists.ts';

const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
const classes = (...entries: [string, RiskClass][]): ReadonlyMap<string, RiskClass> => new Map(entries);

suite('Risk classes that people chose', () => {
  test('count before the guess: those of the settings before those of the snapshot', () => {
    const overrides = {
      settings: classes(['get_a', 'execute']),
      snapshot: classes(['get_a', 'write'], ['get_b', 'destructive']),
    };
    assert.deepEqual(
      ['get_a', 'get_b', 'get_c'].map((name) => {
        const { class: riskClass, risk, chosenIn } = riskOf(tool(name), overrides);
        return [riskClass, risk, chosenIn];
      }),
      [
        ['execute', 'high', 'settings'],
        ['destructive', 'critical', 'snapshot'],
        ['read', 'low', undefined],
      ],
    );
  });

  test('say where they were chosen, and what the guess is', () => {
    const overrides = { settings: classes(['get_a', 'write']), snapshot: classes(['get_b', 'read']) };
    assert.equal(
      riskOf(tool('get_a'), overrides).reason,
      'Chosen in the settings, instead of "read" by a guess. The name says "get", which only reads.',
    );
    assert.equal(
      riskOf(tool('get_b'), overrides).reason,
      'Chosen in the snapshot, as guessed. The name says "get", which only reads.',
    );
  });

  test('without one it is the guess itself, for a tool called __proto__, too', () => {
    for (const name of ['get_a', '__proto__', 'constructor'])
      assert.deepEqual(riskOf(tool(name), noOverrides), classify(tool(name)));
    const { class: riskClass } = riskOf(tool('__proto__'), {
      settings: classes(['__proto__', 'execute']),
      snapshot: classes(),
    });
    assert.equal(riskClass, 'execute');
  });

  test('reach whoever is handed what is known', () => {
    const knowledge = freshTools('get_a');
    const chosen = withRiskOverrides(knowledge, { settings: classes(['get_a', 'financial']), snapshot: classes() });
    assert.equal(riskIn(chosen)(tool('get_a')).class, 'financial');
    assert.equal(riskIn(knowledge)(tool('get_a')).class, 'read');
    assert.equal(riskIn({ state: 'unknown' })(tool('get_a')).class, 'read');
  });

  test('the same parts are the same knowledge, and nothing chosen changes nothing', () => {
    const knowledge: ToolKnowledge = freshTools('get_a');
    const [settings, snapshot] = [classes(['get_a', 'write']), classes()];
    const first = withRiskOverrides(knowledge, { settings, snapshot });
    assert.equal(withRiskOverrides(knowledge, { settings, snapshot }), first);
    assert.notEqual(withRiskOverrides(knowledge, { settings: classes(['get_a', 'read']), snapshot }), first);
    assert.equal(withRiskOverrides(knowledge, { settings: classes(), snapshot }), knowledge);
  });
});
