import assert from 'node:assert/strict';
import fastCheck, { type Arbitrary } from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { compiledPolicyOf } from '../../../../server/decision/compile/compilePolicy.ts';
import type { ToolStanding } from '../../../../server/decision/standing.ts';
import { standingOf } from '../../../../server/decision/standing.ts';
import type { ToolChange } from '../../../../server/language/actions/toolRules/toolGoal.ts';
import { toolRuleEdits } from '../../../../server/language/actions/toolRules/toolRuleEdits.ts';
import { replaced } from '../../../../server/policy/edits/replacement.ts';
import type { JsonObject } from '../../../../server/policy/json.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { freshTools } from '../../../toolLists.ts';
import { toolWithRules } from '../../analysis/trapsGenerated.ts';

function policy(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

/** The text after the change, and the tools that were refused. */
function after(
  text: string,
  change: ToolChange,
  names: readonly string[] = ['pay'],
  knowledge: ToolKnowledge = nothingKnown,
): { readonly text: string; readonly refused: readonly string[] } {
  const { edits, refused } = toolRuleEdits(policy(text), knowledge, names, change);
  return { text: replaced(text, edits), refused };
}

function standing(text: string, name = 'pay'): ToolStanding | undefined {
  const { root } = policy(text);
  return root && standingOf(compiledPolicyOf(root), name).standing;
}

const rule = '{ "conditions": [{ "path": "args.amount", "op": "gt", "value": 10 }] }';
const limit = '{ "counter": "calls", "window": "hour", "max": 5, "scope": "grant" }';
const starter = '{ "counter": "pay_rate", "window": "minute", "max": 10, "scope": "grant" }';
const denial = '{ "conditions": [], "on_deny": "Tool \\"pay\\" is not permitted by policy" }';
const approval = '{ "conditions": [], "on_deny": "Requires human approval." }';

const deny = (more: string): string => `{ "version": "1", "default": "deny"${more} }`;
const allow = (more: string): string => `{ "version": "1", "default": "allow"${more} }`;
const pay = (members: string): string => `, "tools": { "pay": ${members} }`;
const hide = ', "hide": ["pay"]';

/** How the policy stands to `pay`, and what each change makes of its text; `same`: nothing is to be done. */
const same = 'same';
const states: readonly {
  readonly state: string;
  readonly text: string;
  readonly become: Readonly<Record<ToolChange, string>>;
}[] = [
  {
    state: 'not listed under default deny',
    text: deny(', "tools": {}'),
    become: {
      allow: deny(pay('{}')),
      deny: same,
      hide: deny(`${hide}, "tools": {}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: same,
    },
  },
  {
    state: 'not listed under default allow, where no tool is',
    text: allow(''),
    become: {
      allow: same,
      deny: allow(pay(`{ "deny_if": [${denial}] }`)),
      hide: allow(hide),
      limit: allow(pay(`{ "limits": [${starter}] }`)),
      starter: allow(pay(`{ "deny_if": [${approval}] }`)),
      remove: same,
    },
  },
  {
    state: 'allowed by an empty entry',
    text: deny(pay('{}')),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}] }`)),
      hide: deny(`${hide}, "tools": {}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'limited',
    text: deny(pay(`{ "limits": [${limit}] }`)),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}], "limits": [${limit}] }`)),
      hide: deny(`${hide}${pay(`{ "limits": [${limit}] }`)}`),
      limit: same,
      starter: deny(pay(`{ "deny_if": [${approval}], "limits": [${limit}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'conditioned',
    text: deny(pay(`{ "deny_if": [${rule}] }`)),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${rule}, ${denial}] }`)),
      hide: deny(`${hide}${pay(`{ "deny_if": [${rule}] }`)}`),
      limit: deny(pay(`{ "deny_if": [${rule}], "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${rule}, ${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'denied beside a condition and a limit',
    text: deny(pay(`{ "deny_if": [${denial}, ${rule}], "limits": [${limit}] }`)),
    become: {
      allow: deny(pay(`{ "deny_if": [${rule}], "limits": [${limit}] }`)),
      deny: same,
      hide: deny(`${hide}${pay(`{ "deny_if": [${denial}, ${rule}], "limits": [${limit}] }`)}`),
      limit: deny(pay(`{ "deny_if": [${rule}], "limits": [${limit}] }`)),
      starter: same,
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'denied and nothing else',
    text: allow(pay(`{ "deny_if": [${denial}] }`)),
    become: {
      allow: allow(pay('{}')),
      deny: same,
      hide: allow(`${hide}${pay(`{ "deny_if": [${denial}] }`)}`),
      limit: allow(pay(`{ "limits": [${starter}] }`)),
      starter: same,
      remove: allow(', "tools": {}'),
    },
  },
  {
    state: 'waiting for approval by the shorthand',
    text: deny(pay('{ "action": "require_approval", "reason": "Ask." }')),
    become: {
      allow: deny(pay('{}')),
      deny: deny(pay('{ "action": "deny", "reason": "Ask." }')),
      hide: deny(`${hide}${pay('{ "action": "require_approval", "reason": "Ask." }')}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay('{ "action": "deny", "reason": "Ask." }')),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'hidden and not listed',
    text: deny(`${hide}, "tools": {}`),
    become: {
      allow: deny(`, "hide": []${pay('{}')}`),
      deny: deny(', "hide": [], "tools": {}'),
      hide: same,
      limit: deny(`, "hide": []${pay(`{ "limits": [${starter}] }`)}`),
      starter: deny(`, "hide": []${pay(`{ "deny_if": [${approval}] }`)}`),
      remove: deny(', "hide": [], "tools": {}'),
    },
  },
  {
    state: 'hidden and listed with a condition',
    text: deny(`${hide}${pay(`{ "require": [${rule}] }`)}`),
    become: {
      allow: deny(`, "hide": []${pay(`{ "require": [${rule}] }`)}`),
      deny: deny(`, "hide": []${pay(`{ "require": [${rule}], "deny_if": [${denial}] }`)}`),
      hide: same,
      limit: deny(`, "hide": []${pay(`{ "require": [${rule}], "limits": [${starter}] }`)}`),
      starter: deny(`, "hide": []${pay(`{ "require": [${rule}], "deny_if": [${approval}] }`)}`),
      remove: deny(', "hide": [], "tools": {}'),
    },
  },
  {
    state: 'listed with a value that is no object',
    text: deny(pay('null')),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}] }`)),
      hide: deny(`${hide}${pay('null')}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
];

/** What each change is for. `starter` denies here: by its name `pay` moves money. */
const asked: Readonly<Record<Exclude<ToolChange, 'remove'>, readonly ToolStanding[]>> = {
  allow: ['allowed', 'limited', 'conditioned'],
  deny: ['denied'],
  hide: ['hidden'],
  limit: ['limited', 'conditioned'],
  starter: ['denied'],
};

const changes: readonly ToolChange[] = ['allow', 'deny', 'hide', 'limit', 'starter', 'remove'];

suite('What can be done to tools from the tree', () => {
  for (const { state, text, become } of states) {
    for (const change of changes) {
      test(`${change} a tool that is ${state}`, () => {
        const result = after(text, change);
        const expected = become[change] === same ? text : become[change];
        assert.equal(result.text, expected);
        assert.deepEqual(result.refused, []);
        if (change !== 'remove') assert.ok(asked[change].includes(standing(result.text) ?? 'approval'));
      });
    }
  }

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

  test('whatever the policy, each change does what it says or leaves the text alone, and no condition is lost', () => {
    fastCheck.assert(
      fastCheck.property(anyPolicy, fastCheck.constantFrom(...changes), anyNames, (value, change, names) => {
        const text = JSON.stringify(value, undefined, 2);
        const result = after(text, change, names);
        for (const name of names) {
          if (result.refused.includes(name)) assert.equal(standing(result.text, name), standing(text, name));
          else if (change === 'deny') assert.equal(standing(result.text, name), 'denied');
          else if (change === 'hide') assert.equal(standing(result.text, name), 'hidden');
          else if (change !== 'remove' && change !== 'starter')
            assert.ok(asked[change].includes(standing(result.text, name) ?? 'approval'));
        }
        if (change !== 'remove') assert.equal(conditionsIn(result.text), conditionsIn(text));
        assert.deepEqual(after(result.text, change, names).text, result.text, 'done twice is done once');
      }),
    );
  });

  test('a change of many tools does to each what a change of it alone does', () => {
    fastCheck.assert(
      fastCheck.property(anyPolicy, fastCheck.constantFrom(...changes), anyNames, (value, change, names) => {
        const text = JSON.stringify(value, undefined, 2);
        let one = text;
        for (const name of names) one = after(one, change, [name]).text;
        const many = after(text, change, names).text;
        for (const name of allNames) assert.equal(standing(many, name), standing(one, name));
      }),
    );
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

const allNames = ['pay', 'see', '__proto__', 'other'];
const anyNames = fastCheck.uniqueArray(fastCheck.constantFrom(...allNames), { minLength: 1 });

const anyTool: Arbitrary<JsonObject> = fastCheck.oneof(
  fastCheck.constant({}),
  toolWithRules,
  toolWithRules.map((rules) => ({ ...rules, limits: [JSON.parse(limit)] })),
  fastCheck.constantFrom('allow', 'deny', 'require_approval').map((action) => ({ action, reason: 'So.' })),
  fastCheck.constant({ rate_limit: { max: 5, window: 60 } }),
  fastCheck.constant({ rules: [{ name: 'no', action: 'deny' }] }),
);

const anyPolicy: Arbitrary<JsonObject> = fastCheck
  .record({
    default: fastCheck.constantFrom('allow', 'deny'),
    hide: fastCheck.option(fastCheck.array(fastCheck.constantFrom('pay', 'see', 'old', '*'), { maxLength: 3 })),
    tools: fastCheck.option(
      fastCheck.array(fastCheck.tuple(fastCheck.constantFrom('pay', 'see', '__proto__'), anyTool)),
    ),
  })
  .map(({ default: otherwise, hide: hidden, tools }) => ({
    version: '1',
    default: otherwise,
    ...(hidden !== null && { hide: hidden }),
    ...(tools !== null && { tools: Object.fromEntries(tools) }),
  }));

/** How many conditions a text has. */
function conditionsIn(text: string): number {
  return text.split('"op"').length;
}
