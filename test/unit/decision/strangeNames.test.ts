import assert from 'node:assert/strict';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import { standingOf } from '../../../server/decision/standing.ts';
import type { JsonObject } from '../../../server/policy/json.ts';
import { call, policyOfText } from './decided.ts';

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''];

suite('Names that every JavaScript object inherits are names like any other', () => {
  for (const name of inherited) {
    const key = JSON.stringify(name);

    test(`a tool called ${key}`, () => {
      const empty = policyOfText('{ "version": "1", "default": "deny", "tools": {} }');
      assert.equal(decide(empty, new Counters(), call({ tool: name })).rule, '(default deny)');
      assert.equal(standingOf(empty, name).standing, 'denied');
      const listing = policyOfText(`{ "version": "1", "default": "deny", "tools": { ${key}: {} } }`);
      assert.equal(decide(listing, new Counters(), call({ tool: name })).outcome, 'allowed');
      const hiding = policyOfText(`{ "version": "1", "default": "allow", "hide": [${key}] }`);
      assert.equal(decide(hiding, new Counters(), call({ tool: name })).rule, '(hidden)');
      assert.equal(decide(hiding, new Counters(), call()).outcome, 'allowed');
    });

    test(`an argument called ${key}`, () => {
      const condition = `{ "path": "args.${name}", "op": "exists", "value": true }`;
      const policy = policyOfText(
        `{ "default": "deny", "tools": { "charge": { "require": [{ "conditions": [${condition}] }] } } }`,
      );
      // JSON.parse, unlike an object literal, makes `__proto__` a member.
      const args = JSON.parse(`{ ${key}: 1 }`) as JsonObject;
      assert.equal(decide(policy, new Counters(), call({ args })).outcome, 'allowed');
      assert.equal(decide(policy, new Counters(), call({ args: {} })).outcome, 'denied');
      const nested = policyOfText(
        `{ "default": "deny", "tools": { "charge": { "require": [{ "conditions": [${condition.replace('args.', 'args.a.')}] }] } } }`,
      );
      assert.equal(decide(nested, new Counters(), call({ args: { a: args } })).outcome, 'allowed');
      assert.equal(decide(nested, new Counters(), call({ args: { a: {} } })).outcome, 'denied');
    });

    test(`an operator called ${key} is unknown`, () => {
      const policy = policyOfText(
        `{ "default": "allow", "tools": { "charge": { "deny_if": [{ "conditions": [{ "path": "args.a", "op": ${key}, "value": 1 }] }] } } }`,
      );
      assert.equal(policy.problems.length, 1);
      assert.equal(decide(policy, new Counters(), call({ args: { a: 1 } })).outcome, 'allowed');
    });
  }

  for (const name of inherited.filter((one) => one !== '')) {
    test(`a counter, a grant and a session called ${JSON.stringify(name)}`, () => {
      const policy = policyOfText(
        `{ "default": "deny", "tools": { "charge": {
          "limits": [{ "counter": "${name}", "window": "minute", "max": 1, "scope": "grant" }],
          "rate_limit": { "max": 2, "window": 60 } } } }`,
      );
      const counters = new Counters();
      const given = call({ grant: name, session: name });
      assert.equal(decide(policy, counters, given).outcome, 'allowed');
      assert.equal(decide(policy, counters, given).rule, `/tools/charge/limits/${name}`);
      assert.equal(decide(policy, counters, call()).outcome, 'allowed');
    });
  }

  test('a tool and a counter whose names join to the same id keep apart', () => {
    const limits = (counter: string) => `{ "limits": [{ "counter": "${counter}", "window": "minute", "max": 1 }] }`;
    const policy = policyOfText(
      `{ "default": "deny", "tools": { "a/limits/b": ${limits('c')}, "a": ${limits('b/limits/c')} } }`,
    );
    const counters = new Counters();
    const [one, other] = [call({ tool: 'a/limits/b' }), call({ tool: 'a' })].map((given) =>
      decide(policy, counters, given),
    );
    assert.equal(one?.counters[0]?.id, other?.counters[0]?.id);
    assert.deepEqual([one?.outcome, other?.outcome], ['allowed', 'allowed']);
  });
});

suite('Of what is written twice', () => {
  const cases: readonly [string, string, string][] = [
    ['the last default counts', '{ "default": "allow", "default": "deny" }', '(default deny)'],
    [
      'the last tool of a name counts, as a whole',
      '{ "default": "deny", "tools": { "charge": { "action": "allow" }, "charge": { "action": "deny" } } }',
      '/tools/charge/action',
    ],
    [
      'the last list of tools counts, as a whole',
      '{ "default": "deny", "tools": { "charge": {} }, "tools": {} }',
      '(default deny)',
    ],
    [
      'the last rules count',
      '{ "default": "deny", "tools": { "charge": { "deny_if": [], "deny_if": [{ "conditions": [] }] } } }',
      '/tools/charge/deny_if/0',
    ],
    ['a name in hide is hidden all the same', '{ "default": "allow", "hide": ["charge", "charge"] }', '(hidden)'],
  ];
  for (const [name, text, rule] of cases) {
    test(name, () => assert.equal(decide(policyOfText(text), new Counters(), call()).rule, rule));
  }
});
