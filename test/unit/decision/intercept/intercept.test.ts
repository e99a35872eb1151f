import assert from 'node:assert/strict';
import { compilePolicy } from '../../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import { standingOf } from '../../../../server/decision/standing.ts';
import { parseTree } from '../../../../server/policy/syntax/syntaxTree.ts';
import {
  call,
  decideOne,
  limit,
  minute,
  outcomes,
  policyOf,
  policyOfText,
  policyOfTool,
  tenOClock,
  times,
} from '../decided.ts';

const cap = {
  name: 'cap',
  conditions: [{ path: 'args.amount', op: 'lte', value: 5 }],
  on_deny: 'At most 5.',
};

const counted = (counter: string, op: string, value: number, state: object = {}, scope = 'charge') => ({
  name: counter,
  conditions: [{ path: `state.${scope}.${counter}`, op, value }],
  state: { counter, window: 'minute', ...state },
});

suite("Intercept's dialect: rules of a tool", () => {
  test('what must hold is required, with the words of the rule', () => {
    const policy = policyOfTool({ rules: [cap] });
    assert.equal(decideOne(policy, { args: { amount: 5 } }).outcome, 'allowed');
    const decision = decideOne(policy, { args: { amount: 6 } });
    assert.deepEqual(
      [decision.outcome, decision.rule, decision.message],
      ['denied', '/tools/charge/require/args.amount-lte', 'At most 5.'],
    );
    assert.equal(decideOne(policy).outcome, 'denied', 'a missing argument does not meet it');
  });

  test('a rule that denies is a denial of every call', () => {
    const decision = decideOne(policyOfTool({ rules: [{ name: 'no', action: 'deny', on_deny: 'Frozen.' }] }));
    assert.deepEqual([decision.rule, decision.message], ['/tools/charge/deny_if/0', 'Frozen.']);
  });

  test('rules behind one that denies are never reached', () => {
    const policy = policyOfTool({ rules: [{ action: 'deny', on_deny: 'Frozen.' }, cap] });
    assert.equal(decideOne(policy, { args: { amount: 6 } }).message, 'Frozen.');
    assert.equal(policy.tools.get('charge')?.rules.length, 1);
  });

  for (const [what, tool] of [
    ['in a rule', { rules: [{ name: 'few', rate_limit: '2/minute', on_deny: 'Slow down.' }] }],
    ['by a counter with "lte"', { rules: [{ ...counted('c', 'lte', 2), on_deny: 'Slow down.' }] }],
    ['by a counter with "lt"', { rules: [{ ...counted('c', 'lt', 3), on_deny: 'Slow down.' }] }],
    ['by a counter in steps', { rules: [{ ...counted('c', 'lte', 7, { increment: 3 }), on_deny: 'Slow down.' }] }],
  ] as const) {
    test(`two calls a minute ${what}`, () => {
      const policy = policyOfTool(tool);
      const counters = new Counters();
      assert.deepEqual(outcomes(policy, times(3, {}), counters), ['allowed', 'allowed', 'denied']);
      assert.equal(decide(policy, counters, call()).message, 'Slow down.');
      assert.deepEqual(outcomes(policy, [{ at: tenOClock + minute }], counters), ['allowed']);
    });
  }

  test('a rate limit without words says what a limit says', () => {
    const policy = policyOfTool({ rate_limit: '1/hour' });
    const counters = new Counters();
    decide(policy, counters, call());
    const decision = decide(policy, counters, call());
    assert.deepEqual(
      [decision.rule, decision.message],
      ['/tools/charge/limits/charge_rate', 'Rate limit of 1 per hour reached. Try again later.'],
    );
  });

  test('a counter adds up an argument', () => {
    const policy = policyOfTool({ rules: [counted('spent', 'lte', 9, { increment_from: 'args.amount' })] });
    const amounts = [4, 5, 1, 'x'].map((amount) => ({ args: { amount } }));
    assert.deepEqual(outcomes(policy, amounts), ['allowed', 'allowed', 'denied', 'denied']);
  });

  test("stands behind the tool's own rules and limits, before the catalogue's rate_limit", () => {
    const policy = policyOfTool({
      rules: [cap, { rate_limit: '9/minute' }, { action: 'deny' }],
      deny_if: [{ conditions: [{ path: 'args.a', op: 'exists', value: true }] }],
      require: [{ conditions: [{ path: 'args.b', op: 'exists', value: true }] }],
      limits: [limit(3)],
    });
    assert.deepEqual(
      policy.tools.get('charge')?.rules.map(({ id }) => id),
      [
        '/tools/charge/require/args.b-exists',
        '/tools/charge/require/args.amount-lte',
        '/tools/charge/deny_if/args.a-exists',
        '/tools/charge/deny_if/1',
      ],
    );
    assert.deepEqual(
      policy.tools.get('charge')?.limits.map(({ id }) => id),
      ['/tools/charge/limits/charge_rate', '/tools/charge/limits/charge_rate_2'],
    );
  });

  test('each step points at the pasted rule and says that it is assumed', () => {
    const text = JSON.stringify({
      version: '1',
      default: 'deny',
      tools: { charge: { rules: [cap, counted('c', 'lte', 1)] } },
    });
    const decision = decideOne(policyOfText(text), { args: { amount: 1 } });
    const [rule, charged] = decision.steps.filter(({ step }) => step === 'require' || step === 'limit');
    const written = (span = { offset: 0, length: 0 }): unknown =>
      JSON.parse(text.slice(span.offset, span.offset + span.length));
    assert.deepEqual(written(rule?.span), cap);
    assert.deepEqual(written(charged?.span), { counter: 'c', window: 'minute' });
    assert.deepEqual(rule?.assumptions, ['intercept-dialect']);
    assert.deepEqual(charged?.assumptions, ['intercept-dialect']);
  });

  test('names, descriptions and an empty list decide nothing', () => {
    const policy = policyOfTool({ name: 'x', description: 'y', rules: [] });
    assert.equal(decideOne(policy).outcome, 'allowed');
    assert.deepEqual(policy.problems, []);
  });
});

suite("Intercept's dialect: rules for every tool", () => {
  const reason = { conditions: [{ path: 'args.why', op: 'exists', value: true }], on_deny: 'Say why.' };

  test('are required of each listed tool, behind its own', () => {
    const policy = policyOf({ tools: { '*': { rules: [reason] }, charge: { rules: [cap] } } });
    assert.equal(decideOne(policy, { args: { amount: 6 } }).message, 'At most 5.');
    const decision = decideOne(policy, { args: { amount: 5 } });
    assert.deepEqual([decision.rule, decision.message], ['/tools/charge/require/args.why-exists', 'Say why.']);
    assert.equal(decideOne(policy, { args: { amount: 5, why: 'x' } }).outcome, 'allowed');
  });

  test('do not list a tool', () => {
    const policy = policyOf({ tools: { '*': { rules: [{ rate_limit: '9/minute' }] } } });
    assert.equal(decideOne(policy).rule, '(default deny)');
    assert.equal(decideOne(policy, { tool: '*' }).rule, '(default deny)');
  });

  test('hold for tools that nobody lists, where these are allowed', () => {
    const policy = policyOf({
      default: 'allow',
      tools: { '*': { rules: [reason, { action: 'deny', on_deny: 'No.' }] } },
    });
    const decision = decideOne(policy, { tool: 'other' });
    assert.deepEqual([decision.rule, decision.message], ['/tools/*/require/args.why-exists', 'Say why.']);
    assert.deepEqual(
      decision.steps.map(({ rule, verdict }) => [rule, verdict]),
      [
        ['(hidden)', 'passed'],
        ['(default allow)', 'passed'],
        ['/tools/*/require/args.why-exists', 'denied'],
      ],
    );
    assert.equal(decideOne(policy, { tool: 'other', args: { why: 'x' } }).message, 'No.');
    assert.deepEqual(standingOf(policy, 'other'), { standing: 'denied', line: 'blocked: No.' });
  });

  test('are not reached behind a rule that denies every call', () => {
    const policy = policyOf({
      tools: {
        '*': { rules: [reason] },
        charge: { rules: [{ action: 'deny', on_deny: 'Frozen.' }] },
        refund: { deny_if: [{ conditions: [], on_deny: 'Frozen, too.' }] },
      },
    });
    assert.equal(decideOne(policy).message, 'Frozen.');
    assert.equal(decideOne(policy, { tool: 'refund' }).message, 'Frozen, too.');
  });

  test('count over all tools', () => {
    const policy = policyOf({
      default: 'allow',
      all_tools: { limits: [limit(9, { counter: 'all' })] },
      tools: { charge: {}, '*': { rules: [counted('calls', 'lte', 2, {}, '_global')] } },
    });
    assert.deepEqual(outcomes(policy, [{}, { tool: 'other' }, {}]), ['allowed', 'allowed', 'denied']);
    assert.deepEqual(
      policy.allToolsLimits.map(({ id }) => id),
      ['/all_tools/limits/all', '/all_tools/limits/calls'],
    );
  });

  test('without anything of the dialect, "*" is a name like any other', () => {
    const policy = policyOf({ tools: { '*': { deny_if: [{ conditions: [] }] }, charge: {} } });
    assert.equal(decideOne(policy).outcome, 'allowed');
    assert.ok(policy.tools.has('*'));
  });
});

suite("Intercept's dialect: what is not understood", () => {
  const cases: { what: string; tool: object }[] = [
    { what: 'a window that is none', tool: { rate_limit: '5/second' } },
    { what: 'a state without a rule', tool: { state: { counter: 'c', window: 'hour' } } },
    { what: 'a state that nothing bounds', tool: { rules: [{ ...cap, state: { counter: 'c', window: 'hour' } }] } },
    { what: "another tool's counter", tool: { rules: [counted('c', 'lte', 5, {}, 'other')] } },
    { what: 'a counter compared otherwise', tool: { rules: [counted('c', 'gte', 5)] } },
    { what: 'a counter that goes down', tool: { rules: [counted('c', 'lte', 5, { increment: -1 })] } },
    { what: 'a limit that lets nothing pass', tool: { rules: [counted('c', 'lt', 1)] } },
    { what: 'one counter twice', tool: { rules: [counted('c', 'lte', 5), counted('c', 'lte', 6)] } },
    { what: 'a denial with conditions', tool: { rules: [{ ...cap, action: 'deny' }] } },
    { what: 'an action of another product', tool: { rules: [{ ...cap, action: 'log' }] } },
    { what: 'a rate limit beside conditions', tool: { rules: [{ ...cap, rate_limit: '5/hour' }] } },
    { what: 'a rule that says nothing', tool: { rules: [{ name: 'x' }] } },
    { what: 'a path that leads nowhere', tool: { rules: [{ conditions: [{ path: 'amount', op: 'eq', value: 1 }] }] } },
    { what: 'rules that are no list', tool: { rules: cap } },
    { what: 'a rule that is no object', tool: { rules: ['5/hour'] } },
    {
      what: 'a pattern that does not compile',
      tool: { rules: [{ conditions: [{ path: 'args.a', op: 'regex', value: '(' }] }] },
    },
  ];
  for (const { what, tool } of cases) {
    test(`${what} is a problem of the compiled policy, once`, () => {
      assert.equal(policyOfTool(tool).problems.length, 1);
    });
  }
});

suite("Intercept's rules for every tool, when they are too many", () => {
  test('are left out, which is a problem at their place: nothing is decided without them', () => {
    const rules = Array.from({ length: 1000 }, () => ({
      action: 'evaluate',
      conditions: [{ path: 'args.a', op: 'eq', value: 1 }],
    }));
    const tools = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`t${index}`, {}]));
    const text = JSON.stringify({ version: '1', default: 'deny', tools: { '*': { rules }, ...tools } });
    const { root } = parseTree(text);
    assert.ok(root);
    const [problem] = compilePolicy(root).problems;
    assert.match(problem?.message ?? '', /^The rules for every tool are left out: 1000 rules for 1001 tools/);
    assert.equal(text.slice(problem?.span.offset, (problem?.span.offset ?? 0) + 3), '"*"');
  });
});
