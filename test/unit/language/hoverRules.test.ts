import assert from 'node:assert/strict';
import { operatorWords } from '../../../server/language/words/operatorWords.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { freshList } from '../../toolLists.ts';
import { hoveredText, hoverText } from './hoverText.ts';

const knowledge = freshList([
  {
    name: 'pay',
    inputSchema: {
      type: 'object',
      properties: {
        amount: { type: 'integer', minimum: 1, description: 'In *cents*.', default: 100 },
        currency: { enum: ['usd', 'eur'] },
        customer: {
          type: 'object',
          properties: { id: { type: 'string' }, email: { type: 'string' } },
          additionalProperties: false,
        },
        items: { type: 'array', items: { type: 'string' } },
        more: {},
        region: { enum: Array.from({ length: 30 }, (_, index) => `r${index}`) },
      },
      required: ['amount'],
      additionalProperties: false,
    },
  },
]);

const served = '_Test Server, listed 1970\\-01\\-01 00\\:00 UTC_';

/** A policy with one rule for `pay`. */
const inRule = (rule: string, kind = 'deny_if') => `{"tools": {"pay": {"${kind}": [${rule}]}}}`;
const inCondition = (condition: string, kind = 'deny_if') => inRule(`{"conditions": [${condition}]}`, kind);

suite('Hover on a rule', () => {
  const sentence = 'Denies a call whose `amount` is more than 5, with the message “No\\.”.';
  const condition = '{"path": "args.amount", "op": "gt", "value": 5}';
  const places: readonly (readonly [string, string])[] = [
    [`|{"conditions": [${condition}], "on_deny": "No."}`, sentence],
    [`{"conditions": [${condition}],| "on_deny": "No."}`, sentence],
    [`{"conditions": |[${condition}], "on_deny": "No."}`, sentence],
    [`{"conditions": [${condition}], "on_deny": "N|o."}`, sentence],
    [
      `{"cond|itions": [${condition}], "on_deny": "No."}`,
      `**conditions** · Conditions\n\nAll of them must hold for the rule to be met. An empty list is always met.\n\n${sentence}`,
    ],
    [
      `{"conditions": [${condition}], "on_|deny": "No."}`,
      `**on\\_deny** · Message to the agent\n\nWhat the agent is told when this rule denies its call. Say what it can do instead.\n\n${sentence}`,
    ],
  ];
  for (const [rule, text] of places) test(rule, () => assert.equal(hoverText(inRule(rule)), text));

  test('of two conditions says what is assumed', () => {
    assert.equal(
      hoverText(
        inRule(`|{"conditions": [${condition}, {"path": "args.a", "op": "exists", "value": true}]}`, 'require'),
      ),
      'Every call must have `amount` of more than 5 and a value for `a`; otherwise it is denied.\n\n_(assumed)_ All conditions of a rule must hold (AND).',
    );
  });

  test('is about the whole rule', () => {
    assert.equal(hoveredText(inRule(`|{"conditions": []}`)), '{"conditions": []}');
  });

  test('says nothing of one that is not whole', () => {
    assert.equal(hoverText(inRule('|{}')), undefined);
    assert.equal(hoverText(inRule('"ru|le"')), undefined);
    assert.equal(hoverText(inRule('|{"conditions": [{"path": "args.a"}]}')), undefined);
  });
});

suite('Hover on a condition', () => {
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    [
      'its value, with what becomes of a call without the argument',
      'deny_if',
      '{"path": "args.amount", "op": "gt", "value": |5}',
      "Holds when the call's `amount` is more than 5.\n\nA call without `amount` is not denied by this rule.",
    ],
    [
      'a value in its list',
      'require',
      '{"path": "args.a", "op": "in", "value": ["x", "|y"]}',
      'Holds when the call\'s `a` is one of `"x"` or `"y"`.\n\nA call without `a` is denied by this rule.',
    ],
    [
      'its braces',
      'require',
      '|{"path": "args.a", "op": "exists", "value": false}',
      'Holds when the call has no value for `a`.',
    ],
    [
      'a large number, which a text is compared with in Go’s way',
      'deny_if',
      '{"path": "args.a", "op": "eq", "value": 1000000|}',
      "Holds when the call's `a` is 1000000.\n\nA call without `a` is not denied by this rule.\n\n" +
        '_(assumed)_ Beside a text, a number compares as Go prints a 64-bit float: 1000000 equals "1e+06" and not "1000000".',
    ],
    [
      'its path, while nothing is known of the tool',
      'deny_if',
      '{"path": "args.|a", "op": "exists", "value": true}',
      'Holds when the call has a value for `a`.',
    ],
    [
      'a key',
      'deny_if',
      '{"path": "args.a", "o|p": "eq", "value": 5}',
      '**op** · Operator\n\nHow the argument is compared with `value`: one of eleven.',
    ],
    ['an unknown operator', 'deny_if', '{"path": "args.a", "op": "constr|uctor", "value": 5}', undefined],
    ['an unknown key', 'deny_if', '{"path": "args.a", "constr|uctor": 5}', undefined],
    ['the value of one that is not whole', 'deny_if', '{"path": "args.a", "value": |5}', undefined],
  ];
  for (const [what, kind, condition, text] of cases) {
    test(what, () => assert.equal(hoverText(inCondition(condition, kind)), text));
  }

  for (const [operator, { title, semantics }] of operatorWords) {
    test(`the operator ${operator}`, () => {
      assert.equal(
        hoverText(inCondition(`{"path": "args.a", "op": "${operator}|"}`)),
        `**${operator.replace('_', '\\_')}** · ${title}\n\n${semantics}`,
      );
    });
  }
});

suite('Hover on an argument path', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['args.amount', '**args\\.amount** (integer \\(at least 1\\), required)\n\nIn \\*cents\\*\\.\n\nDefault: `100`.'],
    ['args.currency', '**args\\.currency** ("usd" \\| "eur")'],
    [
      'args.region',
      `**args\\.region** (${Array.from({ length: 12 }, (_, index) => `"r${index}"`).join(' \\| ')} \\| 18 more)\n\nOne of ${Array.from({ length: 20 }, (_, index) => `\`"r${index}"\``).join(', ')} and 10 more.`,
    ],
    ['args.customer', '**args\\.customer** (object)\n\nIts parts: `id`, `email`.'],
    ['args.customer.email', '**args\\.customer\\.email** (string)'],
    [
      'args.amont',
      'The tool has no argument `amont`, so a condition on it never finds anything. It has `amount`, `currency`, `customer`, `items`, `more`, `region`.',
    ],
    [
      'args.customer.mail',
      '`args.customer` has no part `mail`, so a condition on it never finds anything. It has `id`, `email`.',
    ],
    ['args.items.0', '`args.items` is a list, and a condition cannot look into a list.'],
    ['args.amount.cents', '`args.amount` is no object, so there is nothing below it.'],
    ['args.more.of', 'The server does not say what `args.more.of` is.'],
  ];
  for (const [path, text] of cases) {
    test(path, () => {
      assert.equal(hoverText(inCondition(`{"path": "ar|${path.slice(2)}"}`), knowledge), `${text}\n\n${served}`);
    });
  }

  test('of a whole condition says what the condition does, too', () => {
    assert.equal(
      hoverText(inCondition('{"path": "args.|amount", "op": "gt", "value": 5}', 'require'), knowledge),
      [
        '**args\\.amount** (integer \\(at least 1\\), required)',
        'In \\*cents\\*\\.',
        'Default: `100`.',
        served,
        "Holds when the call's `amount` is more than 5.",
        'A call without `amount` is denied by this rule.',
      ].join('\n\n'),
    );
  });

  test('says nothing of a path that is not written yet', () => {
    for (const path of ['', 'args', 'args.', 'amount', 'args..a']) {
      assert.equal(hoverText(inCondition(`{"path": |"${path}"}`), knowledge), undefined, path);
    }
  });

  test('writes hostile names and descriptions as text', () => {
    const name = '`[x](command:y)';
    const hostile = freshList([
      { name: 'pay', inputSchema: { properties: { [name]: { description: '![i](http://x.invalid)' } } } },
    ]);
    assert.equal(
      hoverText(inCondition(`{"path": "|args.${name}"}`), hostile),
      `**args\\.\\\`\\[x\\]\\(command\\:y\\)** (any)\n\n\\!\\[i\\]\\(http\\://x\\.invalid\\)\n\n${served}`,
    );
    assert.equal(
      hoverText(inCondition('{"path": "|args.other"}'), hostile),
      `The tool has no argument \`other\`, so a condition on it never finds anything. It has \`\` \`[x](command:y) \`\`.\n\n${served}`,
    );
  });

  test('is silent about another tool than the known ones', () => {
    assert.equal(
      hoverText('{"tools": {"other": {"require": [{"conditions": [{"path": "args.|a"}]}]}}}', knowledge),
      undefined,
    );
    assert.equal(hoverText(inCondition('{"path": "args.|a"}'), nothingKnown), undefined);
  });
});
