import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { starterPolicy } from '../../../server/tools/starterPolicy.ts';
import type { Tool } from '../../../server/tools/tool.ts';
import { knownLists } from './lists.ts';

const tool = (name: string): Tool => ({ name, inputSchema: { type: 'object' } });

suite('Starter policies', () => {
  test('deny by default and give each class the catalogue’s rule, in the order of the server', () => {
    const names = ['update_page', 'get_page', 'run_query', 'delete_page', 'send_payment'];
    assert.equal(
      starterPolicy(names.map(tool)),
      `{
  "version": "1",
  "default": "deny",
  "hide": [
    "delete_page"
  ],
  "tools": {
    "update_page": {
      "limits": [
        {
          "counter": "update_page_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }
      ]
    },
    "get_page": {},
    "run_query": {
      "limits": [
        {
          "counter": "run_query_rate",
          "window": "minute",
          "max": 10,
          "scope": "grant"
        }
      ]
    },
    "send_payment": {
      "deny_if": [
        {
          "conditions": [],
          "on_deny": "Requires human approval."
        }
      ]
    }
  }
}
`,
    );
  });

  test('a server without tools gets a policy that allows none', () => {
    assert.equal(starterPolicy([]), '{\n  "version": "1",\n  "default": "deny",\n  "tools": {}\n}\n');
  });

  test('an override decides instead of the guess', () => {
    assert.match(
      starterPolicy([tool('get_page')], () => 'destructive'),
      /"hide": \[\n {4}"get_page"\n {2}\]/,
    );
  });

  test('names that would trouble an object keep their place and their spelling', () => {
    const policy = starterPolicy(['zeta', '10', '__proto__', 'a"b\n', 'constructor'].map(tool));
    const keys = [...policy.matchAll(/^ {4}("(?:[^"\\]|\\.)*"): /gm)].map(([, key]) => JSON.parse(key ?? ''));
    assert.deepEqual(keys, ['zeta', '10', '__proto__', 'a"b\n', 'constructor']);
    assert.doesNotThrow(() => JSON.parse(policy));
  });

  for (const [name, list] of knownLists) {
    test(`of ${name} are valid, in the canonical form, and name each of the ${list.tools.length} tools once`, () => {
      const policy = starterPolicy(list.tools);
      const value = JSON.parse(policy);
      const named = [...(value.hide ?? []), ...Object.keys(value.tools)];
      assert.equal(policy, `${JSON.stringify(value, undefined, 2)}\n`);
      const validate = new Ajv({ strict: false, discriminator: true }).compile(
        JSON.parse(readFileSync('schemas/policy.schema.json', 'utf8')),
      );
      assert.ok(validate(value), JSON.stringify(validate.errors));
      assert.deepEqual(named.sort(), list.tools.map((each) => each.name).sort());
    });
  }
});
