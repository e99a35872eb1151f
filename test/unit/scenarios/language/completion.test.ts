import assert from 'node:assert/strict';
import { accepted } from '../../../markedCursor.ts';
import { scenariosOf } from '../../../markedScenarios.ts';
import { inScenario, inStep, labels, offered } from './offered.ts';

/** A place, and the labels that are offered there, in their order. */
const places: { what: string; at: string; labels: string[] }[] = [
  {
    what: "the file's keys",
    at: '{"policy": "policy.json", |}',
    labels: ['scenarios', 'now', 'windows', 'fixtures', '$schema'],
  },
  {
    what: "a scenario's keys",
    at: inScenario('"name": "n", |'),
    labels: ['steps', 'description', 'now', 'windows', 'matrix'],
  },
  {
    what: "a step's keys, of two that exclude each other those that are left",
    at: inStep('"tool": "create_charge", "at": "2026-03-01", |'),
    labels: ['args', 'fixture', 'grant', 'session', 'times', 'every', 'upstream', 'answeredAfter', 'expect'],
  },
  {
    what: 'what can be expected',
    at: inStep('"tool": "create_charge", "expect": {"outcome": "allowed", |}'),
    labels: ['rule', 'message', 'allowed', 'denied', 'counters'],
  },
  {
    what: "the policy's tools, then the server's others",
    at: inStep('"tool": |'),
    labels: ['create_charge', 'refund', 'search', 'list_charges', 'delete_account', 'export_books'],
  },
  { what: 'the fixtures', at: inStep('"tool": "create_charge", "fixture": "|"'), labels: ['"charge"'] },
  { what: 'outcomes', at: inStep('"expect": {"outcome": |}'), labels: ['"allowed"', '"denied"', '"approval"'] },
  { what: 'answers', at: inStep('"upstream": |'), labels: ['"ok"', '"tool_error"', '"error"', '"timeout"'] },
  { what: 'the ways of windows', at: '{"windows": |}', labels: ['"aligned"', '"sliding"'] },
  {
    what: "the rules of the step's tool first",
    at: inStep('"tool": "create_charge", "expect": {"rule": |}'),
    labels: [
      '"/tools/create_charge/require/args.currency-in"',
      '"/tools/create_charge/deny_if/args.amount-gt"',
      '"/tools/create_charge/limits/create_charge_rate"',
      '"/all_tools/limits/calls-per-minute"',
      '"(hidden)"',
      '"(default deny)"',
      '"/tools/refund/action"',
      '"/tools/search/rate_limit"',
    ],
  },
  {
    what: 'for a hidden tool the rule that hides it',
    at: inStep('"tool": "delete_account", "expect": {"rule": "(|"}'),
    labels: [
      '"(hidden)"',
      '"/all_tools/limits/calls-per-minute"',
      '"(default deny)"',
      '"/tools/create_charge/require/args.currency-in"',
      '"/tools/create_charge/deny_if/args.amount-gt"',
      '"/tools/create_charge/limits/create_charge_rate"',
      '"/tools/refund/action"',
      '"/tools/search/rate_limit"',
    ],
  },
  {
    what: 'the message of the rule that is expected',
    at: inStep(
      '"tool": "create_charge", "expect": {"rule": "/tools/create_charge/deny_if/args.amount-gt", "message": |}',
    ),
    labels: ['"Charges above 5000 need a person."'],
  },
  {
    what: "the limits of the step's tool, without those that are there",
    at: inStep('"tool": "create_charge", "expect": {"counters": {"/all_tools/limits/calls-per-minute": 1, |}}'),
    labels: ['/tools/create_charge/limits/create_charge_rate', '/tools/search/rate_limit'],
  },
  {
    what: "the arguments of the tool's schema, then those that only the policy looks at",
    at: inStep('"tool": "create_charge", "args": {"currency": "usd", |}'),
    labels: ['amount', 'customer', 'urgent'],
  },
  {
    what: 'the parts of an argument',
    at: inStep('"tool": "create_charge", "args": {"customer": {|}}'),
    labels: ['email', 'vip'],
  },
  {
    what: "an argument's values by its schema, and what the policy compares it with",
    at: inStep('"tool": "create_charge", "args": {"amount": |}'),
    labels: ['1', '5000', '5001'],
  },
  {
    what: "an enumeration's values",
    at: inStep('"tool": "create_charge", "args": {"currency": "|"}'),
    labels: ['"usd"', '"eur"', '"gbp"'],
  },
  {
    what: 'the arguments of a fixture by the tools of the steps that take it',
    at: '{"policy": "policy.json", "fixtures": {"charge": {|}}, "scenarios": [{"name": "n", "steps": [{"tool": "create_charge", "fixture": "charge"}]}]}',
    labels: ['amount', 'currency', 'customer', 'urgent'],
  },
  {
    what: 'numbers of calls at the limits',
    at: inStep('"tool": "create_charge", "times": |'),
    labels: ['30', '31', '60', '61'],
  },
  {
    what: 'how many of the calls pass',
    at: inStep('"tool": "create_charge", "times": 31, "expect": {"allowed": |}'),
    labels: ['30', '1', '31', '0'],
  },
  {
    what: 'the placeholders that a case has no value for',
    at: inScenario('"name": "${a} and ${b}", "matrix": [{"a": 1, |}], "steps": [{"tool": "${tool}"}]'),
    labels: ['b', 'tool'],
  },
  {
    what: 'grants that the file uses',
    at: '{"scenarios": [{"name": "n", "steps": [{"tool": "a", "grant": "support"}, {"tool": "a", "grant": "|"}]}]}',
    labels: ['"default"', '"support"'],
  },
  { what: 'nothing where any text may stand', at: inScenario('"name": |'), labels: [] },
  { what: 'nothing in the values of a matrix', at: inScenario('"matrix": [{"a": |}]'), labels: [] },
];

suite('Completion in scenario files', () => {
  for (const { what, at, labels: expected } of places) {
    test(what, () => assert.deepEqual(labels(at), expected));
  }

  const texts: { at: string; take: string; text: string }[] = [
    { at: inStep('|'), take: 'tool', text: inStep('"tool": "|"') },
    { at: inStep('"tool": "refund" |'), take: 'expect', text: inStep('"tool": "refund", "expect": {|}') },
    { at: inStep('"tool": |'), take: 'refund', text: inStep('"tool": "refund"|') },
    {
      at: inStep('"tool": "refund", "expect": {|}'),
      take: 'outcome',
      text: inStep('"tool": "refund", "expect": {"outcome": "allowed"|}'),
    },
    {
      at: inStep('"tool": "create_charge", "args": {|}'),
      take: 'currency',
      text: inStep('"tool": "create_charge", "args": {"currency": |}'),
    },
    {
      at: inStep('"tool": "create_charge", "args": {"customer": {|}}'),
      take: 'email',
      text: inStep('"tool": "create_charge", "args": {"customer": {"email": "|"}}'),
    },
    {
      at: inStep('"tool": "search", "expect": {"counters": {|}}'),
      take: '/tools/search/rate_limit',
      text: inStep('"tool": "search", "expect": {"counters": {"/tools/search/rate_limit": 10|}}'),
    },
    {
      at: '{"policy": "policy.json", "scenarios": [|]}',
      take: 'scenario',
      text: '{"policy": "policy.json", "scenarios": [{ "name": "What it shows", "steps": [{ "tool": "", "expect": { "outcome": "allowed" } }] }|]}',
    },
  ];
  for (const { at, take, text } of texts) {
    test(`${take} writes what belongs to it`, () => {
      const { file, items } = offered(at);
      const item = items.find(({ label }) => label === take);
      assert.ok(item !== undefined, items.map(({ label }) => label).join());
      assert.equal(accepted(file.document, item), text);
    });
  }

  test('every element that is offered is sound, and runs', () => {
    for (const at of [
      '{"policy": "policy.json", "scenarios": [|]}',
      inScenario('"name": "n", "steps": [|]'),
      inStep('"traffic": [|], "for": "1m"'),
      '|',
    ]) {
      const { file, items } = offered(at);
      assert.ok(items.length > 0, at);
      for (const item of items) {
        const text = accepted(file.document, item, '').replaceAll('"tool": ""', '"tool": "create_charge"');
        const errors = scenariosOf(text).problems.filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, [], text);
      }
    }
  });

  test('without a policy that can be decided on, what every policy has is offered', () => {
    const at = inStep('"tool": "a", "expect": {"rule": |}').replace('policy.json', 'broken.json');
    assert.deepEqual(labels(at), ['"(default deny)"', '"(hidden)"']);
  });
});
