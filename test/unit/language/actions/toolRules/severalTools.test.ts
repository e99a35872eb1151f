import assert from 'node:assert/strict';
import { freshTools } from '../../../../toolLists.ts';
import { after, changes, denial, deny, limit, pay, standing, starter } from './changed.ts';

suite('Changes of tools: refused, of several, in the author’s layout', () => {
  test('what cannot be is refused, and its rules are not touched', () => {
    const all = deny(`, "hide": ["*", "pay"]${pay(`{ "deny_if": [${denial}] }`)}`);
    for (const change of ['allow', 'deny', 'limit'] as const) {
      assert.deepEqual(after(all, change), { text: all, refused: ['pay'] });
    }
    const intercept = deny(', "tools": { "pay": { "rules": [{ "name": "no", "action": "deny" }] }, "see": {} }');
    assert.deepEqual(after(intercept, 'allow', ['pay', 'see']), { text: intercept, refused: ['pay'] });
    assert.deepEqual(after(intercept, 'deny', ['pay']), { text: intercept, refused: [] });
  });

  test('of several tools those that cannot be changed do not keep the others', () => {
    const text = deny(', "tools": { "pay": { "rules": [{ "name": "no", "action": "deny" }] } }');
    const result = after(text, 'allow', ['see', 'pay']);
    assert.deepEqual(result.refused, ['pay']);
    assert.equal(standing(result.text, 'see'), 'allowed');
  });

  test('a text that is no JSON, or no policy, is not touched', () => {
    for (const text of ['', '[]', '{ "version": "1", ', '{ "tools": { "pay": {}, } }', '"pay"']) {
      for (const change of changes) assert.deepEqual(after(text, change), { text, refused: ['pay'] });
    }
  });

  test('the author’s layout goes on', () => {
    const text = `{
    "version": "1",
    "default": "deny",
    "hide": [
        "old",
        "pay"
    ],
    "tools": {
        "see": {},
        "buy": {
            "limits": [
                ${limit}
            ]
        }
    }
}
`.replaceAll('\n', '\r\n');
    const limited = after(text, 'limit', ['pay', 'see', 'buy'], freshTools('pay', 'see', 'buy'));
    assert.equal(
      limited.text,
      `{
    "version": "1",
    "default": "deny",
    "hide": [
        "old"
    ],
    "tools": {
        "see": {
            "limits": [{ "counter": "see_rate", "window": "minute", "max": 30, "scope": "grant" }]
        },
        "buy": {
            "limits": [
                ${limit}
            ]
        },
        "pay": {
            "limits": [${starter}]
        }
    }
}
`.replaceAll('\n', '\r\n'),
    );
    assert.equal(
      after(text, 'hide', ['see', 'buy']).text,
      text.replace('"pay"\r\n', '"pay",\r\n        "see",\r\n        "buy"\r\n').replace('        "see": {},\r\n', ''),
    );
  });

  test('the starter rule is that of the class, which a person may have chosen', () => {
    const list = { server: 's', tools: ['get_a', 'set_b', 'run_c', 'drop_d', 'pay_e'].map(tool), skipped: [] };
    const names = list.tools.map(({ name }) => name);
    const result = after(deny(', "tools": {}'), 'starter', names, { state: 'fresh', list });
    assert.deepEqual(
      names.map((name) => standing(result.text, name)),
      ['allowed', 'limited', 'limited', 'hidden', 'denied'],
    );
    const risks = { settings: new Map([['get_a', 'destructive'] as const]), snapshot: new Map() };
    const chosen = after(deny(', "tools": {}'), 'starter', ['get_a'], { state: 'fresh', list, risks });
    assert.equal(standing(chosen.text, 'get_a'), 'hidden');
  });

  test('ten thousand tools are one change', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `tool_${index}`);
    const result = after('{\n  "version": "1",\n  "default": "deny"\n}\n', 'starter', names, freshTools(...names));
    assert.deepEqual(result.refused, []);
    assert.equal(Object.keys(JSON.parse(result.text).tools).length, 10_000);
  });
});

function tool(name: string) {
  return { name, inputSchema: { type: 'object' } };
}
