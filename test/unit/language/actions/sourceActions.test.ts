import assert from 'node:assert/strict';
import { policyActionKinds } from '../../../../server/language/actions/actionKinds.ts';
import { codeActions } from '../../../../server/language/actions/codeActions.ts';
import { findings } from '../../../../server/language/findings.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { freshTools } from '../../../toolLists.ts';
import { documentOf, offeredAt } from './offered.ts';

function policy(...members: string[]): string {
  return `{\n  "version": "1",\n  "default": "deny",\n  ${members.join(',\n  ')}\n}\n`;
}

interface Case {
  readonly what: string;
  readonly kind: string;
  readonly before: string;
  /** The title, and the text after it; nothing is offered when it is absent. */
  readonly after?: readonly [title: string, text: string];
  readonly knowledge?: ToolKnowledge;
}

const server = freshTools('get_page', 'update_page', 'delete_page', 'send_payment');
const cut: ToolKnowledge = {
  state: 'fresh',
  list: { server: 'Test Server', tools: [], skipped: [], cutShort: 'a cap' },
};

const cases: Case[] = [
  {
    what: 'sorts tools by code units, each with its text and layout',
    kind: policyActionKinds.sortTools,
    before: policy('"tools": {\n    "b": {\n      "limits": []\n    },\n    "é": {}, "B": {},\n    "a": { }\n  }'),
    after: [
      'Sort tools by name',
      policy('"tools": {\n    "B": {},\n    "a": { }, "b": {\n      "limits": []\n    },\n    "é": {}\n  }'),
    ],
  },
  {
    what: 'leaves the last one of two tools of one name last',
    kind: policyActionKinds.sortTools,
    before: policy('"tools": { "b": {}, "a": { "limits": [] }, "a": {} }'),
    after: ['Sort tools by name', policy('"tools": { "a": { "limits": [] }, "a": {}, "b": {} }')],
  },
  {
    what: 'has nothing to do for sorted tools',
    kind: policyActionKinds.sortTools,
    before: policy('"tools": { "a": {}, "b": {} }'),
  },
  {
    what: 'sorts nothing in a broken text',
    kind: policyActionKinds.sortTools,
    before: policy('"tools": { "b": {}, "a": {}, }'),
  },
  {
    what: 'sorts hidden tools',
    kind: policyActionKinds.sortHiddenTools,
    before: policy('"hide": ["b", "*", "a"]'),
    after: ['Sort hidden tools by name', policy('"hide": ["*", "a", "b"]')],
  },
  {
    what: 'puts keys in their order in every object, unknown ones last, and keeps the layout',
    kind: policyActionKinds.sortKeys,
    before: `{
  "tools": {
    "b": {
      "limits": [{ "max": 1, "counter": "c", "scope": "grant", "window": "day" }],
      "notes": "x",
      "deny_if": [
        {
          "on_deny": "No.",
          "conditions": [{ "value": 1, "op": "eq", "path": "args.a" }]
        }
      ]
    },
    "a": {}
  },
  "default": "deny",
  "version": "1"
}
`,
    after: [
      'Put all keys in their order',
      `{
  "version": "1",
  "default": "deny",
  "tools": {
    "b": {
      "deny_if": [
        {
          "conditions": [{ "path": "args.a", "op": "eq", "value": 1 }],
          "on_deny": "No."
        }
      ],
      "limits": [{ "counter": "c", "window": "day", "max": 1, "scope": "grant" }],
      "notes": "x"
    },
    "a": {}
  }
}
`,
    ],
  },
  {
    what: 'adds the missing tools with the rules of their classes',
    kind: policyActionKinds.addMissingTools,
    knowledge: server,
    before: policy('"hide": ["other"]', '"tools": {\n    "get_page": {}\n  }'),
    after: [
      'Add the 3 missing tools of Test Server',
      policy(
        '"hide": ["other", "delete_page"]',
        `"tools": {
    "get_page": {},
    "update_page": {
      "limits": [{ "counter": "update_page_rate", "window": "minute", "max": 30, "scope": "grant" }]
    },
    "send_payment": {
      "deny_if": [{ "conditions": [], "on_deny": "Requires human approval." }]
    }
  }`,
      ),
    ],
  },
  {
    what: 'adds tools to a policy that has none',
    kind: policyActionKinds.addMissingTools,
    knowledge: freshTools('get_page', 'delete_page'),
    before: '{\n  "version": "1",\n  "default": "deny"\n}\n',
    after: [
      'Add the 2 missing tools of Test Server',
      policy('"hide": ["delete_page"]', '"tools": {\n    "get_page": {}\n  }'),
    ],
  },
  {
    what: 'adds nothing where every tool is hidden',
    kind: policyActionKinds.addMissingTools,
    knowledge: server,
    before: policy('"hide": ["*"]'),
  },
  {
    what: 'adds nothing while no server is known',
    kind: policyActionKinds.addMissingTools,
    before: policy('"tools": {}'),
  },
  {
    what: 'removes the tools that the server does not have',
    kind: policyActionKinds.removeUnknownTools,
    knowledge: server,
    before: policy(
      '"hide": ["old", "*"]',
      '"tools": {\n    "older": {},\n    "oldest": {},\n    "get_page": {},\n    "last": {}\n  }',
    ),
    after: [
      'Remove the 4 tools that Test Server does not have',
      policy('"hide": ["*"]', '"tools": {\n    "get_page": {}\n  }'),
    ],
  },
  {
    what: 'removes nothing by a list that was cut short',
    kind: policyActionKinds.removeUnknownTools,
    knowledge: cut,
    before: policy('"tools": { "old": {} }'),
  },
  {
    what: 'removes nothing by a list that is not fresh',
    kind: policyActionKinds.removeUnknownTools,
    knowledge: { state: 'stale', list: { server: 'Test Server', tools: [], skipped: [] } },
    before: policy('"tools": { "old": {} }'),
  },
  {
    what: 'fixes everything that is evident',
    kind: policyActionKinds.fixAll,
    before: `{
  // who may what
  "version": 1,
  "default": "deny",
  "hide": "delete_account",
  "tools": {
    "a": { "limits": [{ "counter": "", "window": "hourly", "max": "5" }], },
    "b": { "deny_if": [{ "conditions": [{ "path": "amount", "op": "==", "value": [1, 2] }] }] }
    "c": { "action": "deny" }
  }
`,
    after: [
      'Fix all evident problems',
      `{
  "version": "1",
  "default": "deny",
  "hide": ["delete_account"],
  "tools": {
    "a": { "limits": [{ "counter": "a_rate", "window": "hour", "max": 5, "scope": "grant" }] },
    "b": { "deny_if": [{ "conditions": [{ "path": "args.amount", "op": "in", "value": [1, 2] }] }] },
    "c": { "deny_if": [{ "conditions": [], "on_deny": "Tool \\"c\\" is not permitted by policy" }] }
  }
}
`,
    ],
  },
  {
    what: 'leaves to the author what could be meant otherwise',
    kind: policyActionKinds.fixAll,
    before: `{
  "version": "1",
  "default": "maybe",
  "notes": "x",
  "tools": {
    "a": { "limits": [{ "counter": "c", "window": "minute", "max": 0, "scope": "session" }] },
    "a": {}
  }
}
`,
  },
];

suite('What changes a whole policy', () => {
  for (const { what, kind, before, after, knowledge } of cases) {
    test(what, () =>
      assert.deepEqual([...offeredAt(`|${before}`, [kind], knowledge)], after === undefined ? [] : [after]),
    );
  }
});

suite('What is offered to whom', () => {
  const text = policy('"hide": "z"', '"tools": { "b": {}, "a": {} }');
  const kindsFor = (only: string[] | undefined, end = 0): string[] => {
    const document = documentOf(text);
    const at = document.text.positionAt(text.indexOf('"b": {}') + 1);
    const range =
      end === 0 ? { start: at, end: at } : { start: { line: 0, character: 0 }, end: document.text.positionAt(end) };
    const actions = codeActions(document, nothingKnown, [], range, only);
    return [...new Set(actions.map(({ kind = '' }) => kind))].sort();
  };

  test('the light bulb shows what belongs to its place', () => {
    assert.deepEqual(kindsFor(undefined), ['refactor.rewrite']);
    assert.deepEqual(kindsFor([]), ['refactor.rewrite']);
  });

  test('a kind asks for the kinds below it', () => {
    assert.deepEqual(kindsFor(['refactor']), ['refactor.rewrite']);
    assert.deepEqual(kindsFor(['refactor.rewrite']), ['refactor.rewrite']);
    assert.deepEqual(kindsFor(['refactor.extract']), []);
    assert.deepEqual(kindsFor(['source']), ['source.fixAll.mcpPolicy', 'source.sortTools.mcpPolicy']);
    assert.deepEqual(kindsFor(['source.fixAll']), ['source.fixAll.mcpPolicy']);
    assert.deepEqual(kindsFor(['source.fix']), []);
    assert.deepEqual(kindsFor(['source.organizeImports', 'source.sortTools.mcpPolicy']), [
      'source.sortTools.mcpPolicy',
    ]);
  });

  test('who selects the whole text is offered everything', () => {
    assert.deepEqual(kindsFor(undefined, text.length), ['source.fixAll.mcpPolicy', 'source.sortTools.mcpPolicy']);
  });

  test('an evident fix is preferred, another one is not', () => {
    const preferred = (policyText: string): (boolean | undefined)[] => {
      const document = documentOf(policyText);
      const whole = { start: { line: 0, character: 0 }, end: document.text.positionAt(policyText.length) };
      return codeActions(document, nothingKnown, findings(document, nothingKnown), whole, ['quickfix']).map(
        (each) => each.isPreferred,
      );
    };
    assert.deepEqual(preferred('{ "version": 1, "default": "deny", "tools": { "a": {} } }'), [true]);
    assert.deepEqual(preferred('{ "version": "1", "default": "deny", "tools": { "a": true } }'), [false]);
  });
});
