import assert from 'node:assert/strict';
import { operators } from '../../../server/decision/operators/operators.ts';
import { markdownCode } from '../../../server/language/words/markdownCode.ts';
import { operatorWords } from '../../../server/language/words/operatorWords.ts';
import { conditionInWords, ruleInWords } from '../../../server/language/words/ruleInWords.ts';
import { groupedNumber } from '../../../server/policy/groupedNumber.ts';
import type { WrittenRule } from '../../../server/policy/writtenPolicy.ts';
import { atCursor } from '../../markedCursor.ts';

/** The only rule of a policy with one tool, `charge`. */
function ruleOf(kind: 'require' | 'deny_if', rule: unknown): WrittenRule {
  return ruleOfText(kind, JSON.stringify(rule));
}

function ruleOfText(kind: 'require' | 'deny_if', rule: string): WrittenRule {
  const [written] = atCursor(`{"tools": {"charge": {"${kind}": [${rule}]}}}|`).document.written.tools;
  const [first] = written?.rules ?? [];
  assert.ok(first !== undefined);
  return first;
}

type Condition = readonly [path: string, op: string, value: unknown];

const conditionsOf = (conditions: readonly Condition[]) => conditions.map(([path, op, value]) => ({ path, op, value }));

suite('A rule in words', () => {
  const rules: readonly (readonly ['require' | 'deny_if', readonly Condition[], string | undefined, string])[] = [
    [
      'deny_if',
      [
        ['args.amount', 'gt', 5000],
        ['args.currency', 'not_in', ['usd', 'eur']],
      ],
      'Ask a person.',
      'Denies a call whose `amount` is more than 5000 and whose `currency` is given but is not one of `"usd"` or `"eur"`, with the message “Ask a person\\.”.',
    ],
    [
      'require',
      [
        ['args.budget', 'gte', 1],
        ['args.budget', 'lte', 20],
        ['args.reason', 'exists', true],
      ],
      '1 to 20, with a reason',
      'Every call must have `budget` of at least 1, `budget` of at most 20 and a value for `reason`; otherwise it is denied with the message “1 to 20, with a reason”.',
    ],
    ['deny_if', [], undefined, 'Denies every call.'],
    ['deny_if', [], 'Not now', 'Denies every call, with the message “Not now”.'],
    ['deny_if', [], '', 'Denies every call.'],
    ['require', [], 'Never said', 'Never denies a call, because it has no conditions.'],
    ['deny_if', [['args.a.b', 'exists', false]], undefined, 'Denies a call that has no value for `a.b`.'],
    [
      'require',
      [['args.a', 'exists', false]],
      undefined,
      'Every call must have no value for `a`; otherwise it is denied.',
    ],
    ['deny_if', [['args.a', 'eq', true]], undefined, 'Denies a call whose `a` is `true`.'],
    ['deny_if', [['args.a', 'neq', -2.5]], undefined, 'Denies a call whose `a` is given but is not \\-2\\.5.'],
    [
      'require',
      [['args.a', 'neq', 'x']],
      undefined,
      'Every call must have `a` other than `"x"`; otherwise it is denied.',
    ],
    [
      'require',
      [['args.a', 'in', ['x']]],
      undefined,
      'Every call must have `a` that is one of `"x"`; otherwise it is denied.',
    ],
    ['deny_if', [['args.a', 'in', []]], undefined, 'Denies a call whose `a` is one of no values.'],
    ['deny_if', [['args.a', 'regex', '^/app/']], undefined, 'Denies a call whose `a` matches `^/app/`.'],
    [
      'require',
      [['args.a', 'contains', 'x']],
      undefined,
      'Every call must have `a` containing `"x"`; otherwise it is denied.',
    ],
    ['require', [['args.a', 'lt', 3]], undefined, 'Every call must have `a` of less than 3; otherwise it is denied.'],
  ];
  for (const [kind, conditions, message, sentence] of rules) {
    test(sentence, () => {
      const rule = { conditions: conditionsOf(conditions), ...(message !== undefined && { on_deny: message }) };
      assert.equal(ruleInWords(ruleOf(kind, rule)), sentence);
    });
  }

  const broken: Readonly<Record<string, string>> = {
    'without conditions': '{}',
    'with conditions that are no list': '{"conditions": 5}',
    'that is no object': '"rule"',
    'without an operator': '{"conditions": [{"path": "args.a", "value": 1}]}',
    'with an unknown operator': '{"conditions": [{"path": "args.a", "op": "constructor", "value": 1}]}',
    'without a value': '{"conditions": [{"path": "args.a", "op": "eq"}]}',
    'whose value is of no use': '{"conditions": [{"path": "args.a", "op": "gt", "value": "5"}]}',
    'whose list holds an object': '{"conditions": [{"path": "args.a", "op": "in", "value": [{}]}]}',
    'whose path leads nowhere': '{"conditions": [{"path": "amount", "op": "eq", "value": 1}]}',
    'with one broken condition among whole ones':
      '{"conditions": [{"path": "args.a", "op": "eq", "value": 1}, {"path": "args..b", "op": "eq", "value": 1}]}',
    'in the middle of being typed': '{"conditions": [{"path": "args.a", "op": "eq", "value": ',
  };
  for (const [what, text] of Object.entries(broken)) {
    test(`nothing of one ${what}`, () => assert.equal(ruleInWords(ruleOfText('deny_if', text)), undefined));
  }

  test('is short, however much the rule holds', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `value ${index}`);
    const conditions = many.map((name) => ({
      path: `args.${'a'.repeat(5000)}`,
      op: 'in',
      value: [name, ...many.slice(0, 20)],
    }));
    const sentence = ruleInWords(ruleOf('deny_if', { conditions, on_deny: 'x'.repeat(1_000_000) })) ?? '';
    assert.match(sentence, / or 15 more, /);
    assert.match(sentence, / and that meets 2994 more conditions, with the message “x+…”\.$/);
    assert.ok(sentence.length < 3000, `${sentence.length} characters`);
  });

  test('lets no text of the policy become Markdown or hide', () => {
    const hostile = '`**x** [a](b) <b>\u202e\n# y';
    const rule = { conditions: conditionsOf([[`args.${hostile}`, 'eq', hostile]]), on_deny: hostile };
    assert.equal(
      ruleInWords(ruleOf('deny_if', rule)),
      'Denies a call whose `` `**x** [a](b) <b><U+202E><U+000A># y `` is ``"`**x** [a](b) <b><U+202E>\\n# y"``, ' +
        'with the message “\\`\\*\\*x\\*\\* \\[a\\]\\(b\\) &lt;b&gt;&lt;U\\+202E&gt;&lt;U\\+000A&gt;\\# y”.',
    );
  });
});

suite('A condition in words', () => {
  test('says when it holds', () => {
    const { conditions } = ruleOf('require', { conditions: conditionsOf([['args.a', 'contains', 'x']]) });
    const [condition] = conditions ?? [];
    assert.ok(condition !== undefined);
    assert.equal(conditionInWords(condition), 'Holds when the call\'s `a` contains `"x"`.');
  });
});

suite('Operators in words', () => {
  test('the engine and the words have the same operators', () => {
    assert.deepEqual([...operatorWords.keys()].sort(), [...operators.keys()].sort());
  });

  for (const [name, { semantics }] of operatorWords) {
    test(`${name}: what is said of a missing argument is what the engine does`, () => {
      const values = { exists: false, in: ['a'], not_in: ['a'], regex: '.' } as const;
      const value = Object.entries(values).find(([operator]) => operator === name)?.[1] ?? 1;
      const holds = operators.get(name)?.(value).holdsWhenMissing;
      assert.equal(semantics.includes('Does not hold when the argument is missing.'), holds === false);
    });
  }
});

suite('Numbers and code in texts', () => {
  const numbers: readonly (readonly [number, string])[] = [
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [43_200, '43,200'],
    [1_234_567, '1,234,567'],
    [1e300, 'more than 9,007,199,254,740,991'],
    [Number.POSITIVE_INFINITY, 'more than 9,007,199,254,740,991'],
  ];
  for (const [value, text] of numbers) test(`${value} is ${text}`, () => assert.equal(groupedNumber(value), text));

  const codes: readonly (readonly [string, string])[] = [
    ['amount', '`amount`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['a\nb', '`a<U+000A>b`'],
    [' ', '` `'],
    ['', '` `'],
  ];
  for (const [text, code] of codes) {
    test(`${JSON.stringify(text)} as code is ${code}`, () => assert.equal(markdownCode(text), code));
  }
});
