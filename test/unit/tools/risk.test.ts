import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { classify, type RiskClass } from '../../../server/tools/risk.ts';
import type { Tool } from '../../../server/tools/tool.ts';
import { knownLists } from './lists.ts';

function tool(name: string, more: Partial<Tool> & { readonly takes?: readonly string[] } = {}): Tool {
  const { takes = [], ...rest } = more;
  const properties = Object.fromEntries(takes.map((each) => [each, { type: 'string' }]));
  return { name, inputSchema: { type: 'object', properties }, ...rest };
}

/** What the catalogue itself says of the five servers' named tools. */
const catalogue = [
  'purchase_token_pack',
  'create_agent_checkout_session',
  'session_budget',
  'create_join_session',
  'p402_create_session',
];

const guesses: readonly (readonly [tool: Tool, riskClass: RiskClass, reason: RegExp])[] = [
  [tool('get_user'), 'read', /^The name says "get", which only reads\.$/],
  [tool('list_deleted_files'), 'read', /"list"/],
  [tool('getUserInfo'), 'read', /"get"/],
  [tool('API-post-page'), 'write', /"post", which changes something/],
  [tool('k8s__apply_manifest'), 'write', /"apply"/],
  [tool('policies.remove'), 'destructive', /"remove", which takes something away/],
  [tool('execute_sql'), 'execute', /"execute", which runs something/],
  [tool('helper', { takes: ['command'] }), 'execute', /^It takes "command": what the caller writes there is run\.$/],
  [tool('create_charge'), 'financial', /"charge", which moves money/],
  [tool('refund'), 'financial', /"refund"/],
  [
    tool('pool', { takes: ['amount', 'walletAddress'] }),
    'financial',
    /an amount \(amount\) and where it goes \(walletAddress\)/,
  ],
  [tool('get_balance', { takes: ['amount', 'currency'] }), 'read', /"get"/],
  [tool('prepare_transfer'), 'write', /"prepare" only prepares a payment/],
  [
    tool('purchase', { description: 'Create a checkout session.' }),
    'write',
    /"checkout session" only prepares a payment/,
  ],
  [
    tool('example', { description: 'Returns an example.' }),
    'read',
    /^The description says "return", which only reads\.$/,
  ],
  ...[
    tool('refund_charge', { description: 'Refunds a charge that was paid through a checkout session.' }),
    tool('refund', { description: 'Create a checkout session.' }),
    tool('transfer_funds', { description: 'Transfers funds. See the payment page.' }),
    tool('send_payment', { description: 'Pay a payment link.' }),
    tool('purchase', { description: 'Buys at once, without a checkout session.' }),
    tool('prepare_transfer', { description: 'Transfers the money at once.' }),
  ].map((each) => [each, 'financial', /which moves money/] as const),
  [tool('get_rid', { description: 'Deletes the record.' }), 'destructive', /^The description says "delete"/],
  [tool('mystery'), 'write', /^Neither the name nor the description says that it only reads\.$/],
];

suite('Risk classes', () => {
  const tools = new Map(knownLists.flatMap(([, list]) => list.tools.map((each) => [each.name, each] as const)));

  for (const name of catalogue) {
    test(`${name} is "write", as in the catalogue`, () => {
      const named = tools.get(name);
      assert.ok(named);
      assert.deepEqual([classify(named).class, classify(named).risk], ['write', 'medium']);
    });
  }

  for (const [guessed, riskClass, reason] of guesses) {
    test(`${guessed.name} is "${riskClass}", and says why`, () => {
      assert.equal(classify(guessed).class, riskClass);
      assert.match(classify(guessed).reason, reason);
    });
  }

  test('a claim of reading only is repeated and believed by nobody', () => {
    const { class: riskClass, reason } = classify(tool('create_order', { annotations: { readOnlyHint: true } }));
    assert.equal(riskClass, 'write');
    assert.match(reason, /The server claims that it only reads \(readOnlyHint\); a claim lowers no class\.$/);
  });

  test('an admission of not only reading raises a reader', () => {
    const { class: riskClass, reason } = classify(tool('get_token', { annotations: { readOnlyHint: false } }));
    assert.equal(riskClass, 'write');
    assert.match(reason, /says "get".* The server says that it does not only read\.$/);
  });

  test('so does an admission of being destructive, whatever else the server claims', () => {
    const { class: riskClass, reason } = classify(tool('query_page', { annotations: { destructiveHint: true } }));
    assert.equal(riskClass, 'write');
    assert.match(reason, /says "query".* The server says that it may be destructive\.$/);
    const both = { readOnlyHint: true, destructiveHint: true };
    assert.equal(classify(tool('query_page', { annotations: both })).class, 'write');
  });

  test('no claim lowers a class, alone or beside others', () => {
    const ranks = { low: 0, medium: 1, high: 2, critical: 3 };
    const claim = fc.tuple(fc.constantFrom('readOnlyHint', 'destructiveHint', 'idempotentHint'), fc.boolean());
    const claims = fc.uniqueArray(claim, { selector: ([name]) => name, minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...tools.values()), claims, (known, [added, ...others]) => {
        const claiming = (annotations: readonly (readonly [string, boolean] | undefined)[]) => ({
          ...known,
          annotations: Object.fromEntries(annotations.flatMap((each) => (each === undefined ? [] : [each]))),
        });
        const [before, after] = [claiming(others), claiming([added, ...others])].map((each) => classify(each).risk);
        assert.ok(ranks[after ?? 'low'] >= ranks[before ?? 'critical']);
      }),
    );
  });

  test('no number of other arguments hides the one that carries something to run', () => {
    const others = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`note_${index}`, { type: 'string' }]),
    );
    const inputSchema = { type: 'object', properties: { ...others, command: { type: 'string' } } };
    assert.equal(classify({ name: 'get_things', inputSchema }).class, 'execute');
  });
});
