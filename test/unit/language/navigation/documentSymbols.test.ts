import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { documentSymbols } from '../../../../server/language/navigation/documentSymbols.ts';
import { policyOf } from './written.ts';

/** The outline as an editor draws it: the name, the faint text beside it, and where the cursor goes. */
function outline(text: string): string {
  const document = policyOf(text);
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, selectionRange, children = [] }) => [
      `${indent}${name}${detail === undefined ? '' : ` | ${detail}`} -> ${document.text.getText(selectionRange)}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(documentSymbols(document), '').join('\n');
}

/** The children of the tool `a` without where they lead. */
function ofTool(definition: object): string[] {
  const symbols = documentSymbols(policyOf(JSON.stringify({ tools: { a: definition } })));
  const parts = symbols[0]?.children?.[0]?.children ?? [];
  return parts.map(({ name, detail }) => (detail === undefined ? name : `${name} | ${detail}`));
}

function count(symbols: readonly DocumentSymbol[]): number {
  return symbols.reduce((sum, { children = [] }) => sum + 1 + count(children), 0);
}

const parts: { what: string; definition: object; shows: string[] }[] = [
  {
    what: 'several conditions in one line',
    definition: {
      deny_if: [
        {
          conditions: [
            { path: 'args.amount', op: 'gt', value: 5000 },
            { path: 'args.card.country', op: 'not_in', value: ['de', 'gb'] },
          ],
        },
      ],
    },
    shows: ['denied if amount gt 5000 and card.country not_in ["de", "gb"]'],
  },
  {
    what: 'the first of many conditions',
    definition: { require: [{ conditions: [1, 2, 3, 4, 5].map((value) => ({ path: 'args.a', op: 'neq', value })) }] },
    shows: ['requires a neq 1 and a neq 2 and a neq 3 and 2 more'],
  },
  {
    what: 'presence in words',
    definition: {
      require: [{ conditions: [{ path: 'args.reason', op: 'exists', value: true }] }],
      deny_if: [{ conditions: [{ path: 'args.reason', op: 'exists', value: false }] }],
    },
    shows: ['requires reason exists', 'denied if reason is missing'],
  },
  {
    what: 'rules without conditions',
    definition: { require: [{ conditions: [] }], deny_if: [{ conditions: [], on_deny: 'Ask first.' }] },
    shows: ['requires nothing', 'always denied | Ask first.'],
  },
  {
    what: 'what a limit adds up',
    definition: { limits: [{ counter: 'spent', window: 'day', max: 500, increment_from: 'args.amount' }] },
    shows: ['500 per day, spent | adds args.amount'],
  },
  {
    what: "the catalogue's shorthand",
    definition: { action: 'deny', reason: 'Ask first.', rate_limit: { max: 10, window: 60 } },
    shows: ['action: deny | Ask first.', '10 per 60 seconds | rate_limit'],
  },
  {
    what: "Intercept's rate limit, which has no parts",
    definition: { rate_limit: '5/hour' },
    shows: ['… per … | rate_limit'],
  },
  {
    what: 'an ellipsis for what is not written yet',
    definition: { require: [{}], deny_if: [{ conditions: [{}] }, null], limits: [{}] },
    shows: ['requires …', 'denied if … … …', 'denied if …', '… per …'],
  },
];

suite('Outline', () => {
  test("reads like the policy in its author's words", () => {
    const text = `{
      "version": "1",
      "default": "deny",
      "hide": ["delete_account"],
      "all_tools": { "limits": [{ "counter": "calls", "window": "hour", "max": 600, "scope": "grant" }] },
      "tools": {
        "get_charge": {},
        "delete_account": {},
        "create_charge": {
          "deny_if": [
            { "conditions": [{ "path": "args.amount", "op": "gt", "value": 5000 }], "on_deny": "At most 50 USD." }
          ],
          "limits": [{ "counter": "create_charge_rate", "window": "minute", "max": 30, "scope": "grant" }]
        }
      }
    }`;
    assert.equal(
      outline(text),
      `
default: deny -> "default"
hide | 1 tool -> "hide"
  delete_account -> "delete_account"
all_tools | 1 limit -> "all_tools"
  600 per hour, calls -> "calls"
tools | 3 tools -> "tools"
  get_charge | no rules -> "get_charge"
  delete_account | hidden -> "delete_account"
  create_charge | 1 rule, 1 limit -> "create_charge"
    denied if amount gt 5000 | At most 50 USD. -> "args.amount"
    30 per minute, create_charge_rate -> "create_charge_rate"
`.trim(),
    );
  });

  for (const { what, definition, shows } of parts) {
    test(`a tool shows ${what}`, () => assert.deepEqual(ofTool(definition), shows));
  }

  test('keeps the order of the text', () => {
    assert.equal(
      outline('{"tools": {"a": {"limits": [{"max": 1}], "require": [{}]}}, "default": "allow"}'),
      `
tools | 1 tool -> "tools"
  a | 1 rule, 1 limit -> "a"
    1 per … -> {"max": 1}
    requires … -> {}
default: allow -> "default"
`.trim(),
    );
  });

  test('tells which entry of a tool is overridden, and that "*" hides every tool', () => {
    assert.equal(
      outline('{"hide": ["*"], "tools": {"a": {}, "a": {}}}'),
      `
hide | 1 tool -> "hide"
  * -> "*"
tools | 2 tools -> "tools"
  a | overridden by a later entry -> "a"
  a | hidden -> "a"
`.trim(),
    );
  });

  test('a half-written policy shows what there is', () => {
    assert.equal(
      outline('{"default": , "hide" "tools": {"pay": {"limits": [{"max": 3, "window": "ho'),
      `
default: … -> "default"
hide | 0 tools -> "hide"
tools | 1 tool -> "tools"
  pay | 1 limit -> "pay"
    3 per ho -> {"max": 3, "window": "ho
`.trim(),
    );
    assert.equal(outline(''), '');
    assert.equal(outline('[{"default": "deny"}]'), '');
  });

  test('a name never hides what it is: no blank one, no invisible character, no endless one', () => {
    const name = (written: string) =>
      documentSymbols(policyOf(JSON.stringify({ tools: { [written]: {} } })))[0]?.children?.[0]?.name;
    assert.equal(name(''), '""');
    assert.equal(name(' '), '" "');
    assert.equal(name('pay\u202e'), 'pay<U+202E>');
    assert.equal(name('x'.repeat(1000)), `${'x'.repeat(200)}…`);
  });

  test('has at most 10,000 lines: the tools before their rules', () => {
    const rules = { require: [{ conditions: [] }], deny_if: [{ conditions: [] }] };
    const tools = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`tool_${index}`, rules]));
    const symbols = documentSymbols(policyOf(JSON.stringify({ tools })));
    assert.equal(count(symbols), 10_000);
    assert.equal(symbols[0]?.children?.length, 6000);
    assert.equal(symbols[0]?.children?.[0]?.children?.length, 2);
    assert.equal(symbols[0]?.children?.at(-1)?.children?.length, 0);
  });
});
