import assert from 'node:assert/strict';
import { freshList, freshTools } from '../../../toolLists.ts';
import { offeredAt } from './offered.ts';

const refactor = ['refactor'];

/** A policy with these entries of `tools`, each on its own line. */
function withTools(...entries: string[]): string {
  const lines = entries.map((entry) => `    ${entry}`).join(',\n');
  return `{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n${lines}\n  }\n}\n`;
}

function hiding(hide: string, ...entries: string[]): string {
  return withTools(...entries).replace('  "tools"', `  "hide": ${hide},\n  "tools"`);
}

const denial = (tool: string): string =>
  `{ "conditions": [], "on_deny": "Tool \\"${tool}\\" is not permitted by policy" }`;
const oneLimit = (counter: string): string =>
  `{ "counter": "${counter}", "window": "minute", "max": 30, "scope": "grant" }`;
const hourly = (counter: string): string => oneLimit(counter).replace('minute', 'hour').replace('30', '100');

interface Case {
  readonly what: string;
  readonly text: string;
  readonly title: string;
  readonly after: string;
}

const moves: Case[] = [
  {
    what: 'denies an allowed tool',
    text: withTools('"a|": {}'),
    title: 'Deny "a"',
    after: withTools(`"a": {\n      "deny_if": [${denial('a')}]\n    }`),
  },
  {
    what: 'denies a tool with rules, before its limits',
    text: withTools('"a|": {\n      "limits": []\n    }'),
    title: 'Deny "a"',
    after: withTools(`"a": {\n      "deny_if": [${denial('a')}],\n      "limits": []\n    }`),
  },
  {
    what: 'denies a tool that has a rule already, and breaks the list up',
    text: withTools(
      '"a|": {\n      "deny_if": [{ "conditions": [{ "path": "args.b", "op": "eq", "value": 1 }] }]\n    }',
    ),
    title: 'Deny "a"',
    after: withTools(
      `"a": {\n      "deny_if": [\n        { "conditions": [{ "path": "args.b", "op": "eq", "value": 1 }] },\n        ${denial('a')}\n      ]\n    }`,
    ),
  },
  {
    what: 'hides a tool',
    text: withTools('"a|": {}', '"b": {}'),
    title: 'Hide "a"',
    after: hiding('["a"]', '"b": {}'),
  },
  {
    what: 'hides a tool and says that its rules go',
    text: hiding('["b"]', '"a|": { "limits": [] }'),
    title: 'Hide "a" and drop its rules',
    after: hiding('["b", "a"]').replace('{\n\n  }', '{}'),
  },
  {
    what: 'hides every entry of a tool that is listed twice',
    text: withTools('"a|": {}', '"b": {}', '"a": {}'),
    title: 'Hide "a"',
    after: hiding('["a"]', '"b": {}'),
  },
  {
    what: 'allows a hidden tool',
    text: hiding('["a|", "b"]', '"c": {}'),
    title: 'Allow "a"',
    after: hiding('["b"]', '"c": {}', '"a": {}'),
  },
  {
    what: 'allows a hidden tool where tools are allowed by default',
    text: '{ "version": "1", "default": "allow", "hide": ["a|", "b"] }',
    title: 'Allow "a"',
    after: '{ "version": "1", "default": "allow", "hide": ["b"] }',
  },
  {
    what: 'allows a hidden tool that is listed as well',
    text: hiding('["b", "a|"]', '"a": { "limits": [] }'),
    title: 'Allow "a"',
    after: hiding('["b"]', '"a": { "limits": [] }'),
  },
  {
    what: 'allows a denied tool and keeps its other rules',
    text: withTools(`"a|": {\n      "deny_if": [${denial('a')}],\n      "limits": []\n    }`),
    title: 'Allow "a"',
    after: withTools('"a": {\n      "limits": []\n    }'),
  },
  {
    what: 'allows a tool that shorthand denies',
    text: withTools('"a|": { "action": "require_approval", "reason": "Ask." }'),
    title: 'Allow "a"',
    after: withTools('"a": {}'),
  },
  {
    what: 'denies a hidden tool',
    text: hiding('["a|"]', '"c": {}'),
    title: 'Deny "a"',
    after: hiding('[]', '"c": {}', `"a": {\n      "deny_if": [${denial('a')}]\n    }`),
  },
  {
    what: 'allows a hidden tool of a policy without tools',
    text: '{\n  "version": "1",\n  "default": "deny",\n  "hide": ["a|"]\n}\n',
    title: 'Allow "a"',
    after: '{\n  "version": "1",\n  "default": "deny",\n  "hide": [],\n  "tools": {\n    "a": {}\n  }\n}\n',
  },
  {
    what: 'moves a tool whose name would trouble an object',
    text: withTools('"__pro|to__": {}'),
    title: 'Hide "__proto__"',
    after: hiding('["__proto__"]').replace('{\n\n  }', '{}'),
  },
];

const limits: Case[] = [
  {
    what: 'of a tool without rules',
    text: withTools('"a|": {}'),
    title: 'Limit "a" to 30 calls a minute',
    after: withTools(`"a": {\n      "limits": [${oneLimit('a_rate')}]\n    }`),
  },
  {
    what: 'of a tool with rules on one line, which would become too long',
    text: withTools(`"a|": { "deny_if": [${denial('a')}] }`),
    title: 'Limit "a" to 30 calls a minute',
    after: withTools(`"a": {\n      "deny_if": [${denial('a')}],\n      "limits": [${oneLimit('a_rate')}]\n    }`),
  },
  {
    what: 'beside one that has the usual counter',
    text: withTools(`"a|": {\n      "limits": [${hourly('a_rate')}]\n    }`),
    title: 'Limit "a" to 30 calls a minute',
    after: withTools(
      `"a": {\n      "limits": [\n        ${hourly('a_rate')},\n        ${oneLimit('a_rate_2')}\n      ]\n    }`,
    ),
  },
  {
    what: 'beside one of a tool with rules on one line, which is broken up, and the list, too',
    text: withTools(`"a|": { "require": [], "limits": [${hourly('a_hour')}] }`),
    title: 'Limit "a" to 30 calls a minute',
    after: withTools(
      `"a": {\n      "require": [],\n      "limits": [\n        ${hourly('a_hour')},\n        ${oneLimit('a_rate')}\n      ]\n    }`,
    ),
  },
  {
    what: 'of a tool on the line of another one, which is broken up',
    text: `{\n  "default": "deny",\n  "tools": { "a|": {}, "b": { "limits": [${hourly('b_hour')}] } }\n}\n`,
    title: 'Limit "a" to 30 calls a minute',
    after: `{\n  "default": "deny",\n  "tools": {\n    "a": { "limits": [${oneLimit('a_rate')}] },\n    "b": { "limits": [${hourly('b_hour')}] }\n  }\n}\n`,
  },
  {
    what: 'in a text without lines',
    text: '{"version": "1", "default": "deny", "tools": {"a|": {}}}',
    title: 'Limit "a" to 30 calls a minute',
    after: `{"version": "1", "default": "deny", "tools": {"a": {"limits": [${oneLimit('a_rate')}]}}}`,
  },
];

const rule = '{ "conditions": [{ "path": "args.a", "op": "eq", "value": 1 }] }';

const copies: Case[] = [
  {
    what: 'to a tool without rules',
    text: withTools(
      `"a": { "require": [{ "condi|tions": [{ "path": "args.a", "op": "eq", "value": 1 }] }] }`,
      '"b": {}',
    ),
    title: 'Apply these conditions to "b"',
    after: withTools(`"a": { "require": [${rule}] }`, `"b": {\n      "require": [${rule}]\n    }`),
  },
  {
    what: 'of several lines, with the indentation of their new place',
    text: withTools(
      '"a": {\n      "deny_if": [\n        {\n          "conditions": [{ "path": "args.a", "op": "lt", "value": 1 }],\n          "on_|deny": "No."\n        }\n      ]\n    }',
      '"b": {\n      "limits": []\n    }',
    ),
    title: 'Apply these conditions to "b"',
    after: withTools(
      ...['a', 'b'].map(
        (name) =>
          `"${name}": {\n      "deny_if": [\n        {\n          "conditions": [{ "path": "args.a", "op": "lt", "value": 1 }],\n          "on_deny": "No."\n        }\n      ]${name === 'b' ? ',\n      "limits": []' : ''}\n    }`,
      ),
    ),
  },
];

function checkAll(cases: readonly Case[]): void {
  for (const { what, text, title, after } of cases) {
    test(what, () => {
      const offered = offeredAt(text, refactor);
      assert.ok(offered.has(title), `among ${[...offered.keys()]}`);
      assert.equal(offered.get(title), after);
    });
  }
}

suite('Moving a tool between allowed, denied and hidden', () => {
  checkAll(moves);

  const states: readonly (readonly [what: string, text: string, titles: readonly string[]])[] = [
    ['allowed', withTools('"a|": {}'), ['Deny "a"', 'Hide "a"']],
    ['denied', withTools('"a|": { "action": "deny" }'), ['Allow "a"', 'Hide "a" and drop its rules']],
    ['hidden', hiding('["a|"]', '"b": {}'), ['Allow "a"', 'Deny "a"']],
    ['hidden with all others', hiding('["a|", "*"]', '"b": {}'), []],
    ['all tools at once', hiding('["*|"]', '"b": {}'), []],
    ['half-written', withTools('"a|": {'), []],
    ['not even an object', withTools('"a|": 1'), []],
  ];
  for (const [what, text, titles] of states) {
    test(`a tool that is ${what} can become: ${titles.join(', ') || 'nothing'}`, () => {
      const moved = [...offeredAt(text, refactor).keys()].filter((title) => /^(Allow|Deny|Hide)/.test(title));
      assert.deepEqual(moved, titles);
    });
  }
});

suite('Adding a limit', () => {
  checkAll(limits);

  const written: readonly (readonly [limit: string, isOffered: boolean])[] = [
    [oneLimit('a_rate'), false],
    [oneLimit('a_rate').replace('30', '5'), false],
    [oneLimit('a_rate').replace('30', '31'), true],
    [oneLimit('a_rate').replace('30', '"30"'), true],
    [hourly('a_hour').replace('100', '5'), true],
    [oneLimit('a_sum').replace(' }', ', "increment_from": "args.amount" }'), true],
    [oneLimit('a_rate').replace('"grant"', '"team"'), true],
  ];
  for (const [limit, isOffered] of written) {
    test(`is ${isOffered ? '' : 'not '}offered beside ${limit}`, () => {
      const text = withTools(`"a|": { "limits": [${limit}] }`);
      assert.equal(offeredAt(text, refactor).has('Limit "a" to 30 calls a minute'), isOffered);
    });
  }
});

suite('Copying a rule’s conditions', () => {
  checkAll(copies);

  const source = withTools(
    `"a": { "require": [{ "condi|tions": [{ "path": "args.a.b", "op": "eq", "value": 1 }] }] }`,
    '"b": {}',
    '"c": {}',
  );
  const titles = (...args: Parameters<typeof offeredAt>): string[] => [...offeredAt(...args).keys()];

  test('is offered for every listed tool while no tool of the server is known', () => {
    assert.deepEqual(titles(source, refactor), ['Apply these conditions to "b"', 'Apply these conditions to "c"']);
  });

  test('is offered for the tools that take these arguments, once a server is known', () => {
    const nested = { type: 'object', properties: { a: { type: 'object', properties: { b: {} } } } };
    const list = freshList([
      { name: 'a', inputSchema: nested },
      { name: 'b', inputSchema: { type: 'object', properties: { a: { type: 'string' } } } },
      { name: 'c', inputSchema: nested },
    ]);
    assert.deepEqual(titles(source, refactor, list), ['Apply these conditions to "c"']);
  });

  test('is not offered for a tool that has the rule', () => {
    const text = withTools(`"a": { "require": [${rule.replace('cond', 'cond|')}] }`, `"b": { "require": [${rule}] }`);
    assert.deepEqual(titles(text, refactor), []);
  });

  test('is offered for ten tools at most', () => {
    const others = Array.from({ length: 30 }, (_, index) => `"b${index}": {}`);
    const text = withTools(`"a": { "require": [${rule.replace('cond', 'cond|')}] }`, ...others);
    assert.equal(titles(text, refactor).length, 10);
  });

  test('is not offered for a rule without conditions', () => {
    assert.deepEqual(titles(withTools('"a": { "deny_if": [{ "cond|itions": [] }] }', '"b": {}'), refactor), []);
  });
});

suite('The order of a tool’s keys', () => {
  test('is put right for the tool under the cursor alone', () => {
    const text = withTools('"a|": { "limits": [], "require": [] }', '"b": { "limits": [], "require": [] }');
    assert.equal(
      offeredAt(text, refactor).get('Put the keys of "a" in their order'),
      withTools('"a": { "require": [], "limits": [] }', '"b": { "limits": [], "require": [] }'),
    );
  });
});

suite('Names of a policy in titles', () => {
  test('show their hidden characters', () => {
    const knowledge = freshTools('delete_u\u202eser');
    const offered = offeredAt(withTools('"delete_u\u202e|ser": {}'), refactor, knowledge);
    assert.ok(offered.has('Hide "delete_u<U+202E>ser"'), [...offered.keys()].join());
  });
});
