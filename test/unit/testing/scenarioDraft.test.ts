import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Draft, draftScenarios } from '../../../client/testing/scenarioDraft.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../server/policy/problems/policyProblems.ts';
import { simulateCalls } from '../../../server/simulation/simulation.ts';
import { toolChoices } from '../../../server/simulation/toolChoices.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { freshList } from '../../toolLists.ts';

/** What the language server would answer with, without one. */
function draft(policy: unknown, knowledge: ToolKnowledge = nothingKnown): Promise<Draft> {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  const problems = policyProblems(document);
  return draftScenarios('policy.json', {
    tools: toolChoices(document, knowledge),
    simulate: async (calls) => simulateCalls(document, problems, calls),
  });
}

async function stepsOf(drafted: Promise<Draft>): Promise<unknown[]> {
  const made = await drafted;
  assert.ok('text' in made, JSON.stringify(made));
  const { policy, scenarios }: { policy: string; scenarios: { steps: unknown[] }[] } = JSON.parse(made.text);
  assert.equal(policy, 'policy.json');
  return scenarios.flatMap(({ steps }) => steps);
}

const limit = { counter: 'rate', window: 'minute', max: 30, scope: 'grant' };
const pay = {
  name: 'pay',
  inputSchema: { type: 'object', properties: { amount: { type: 'integer' } }, required: ['amount'] },
};

suite('The scenarios that a new file begins with', () => {
  test('a tool with a limit: allowed once, and the first call beyond the limit', async () => {
    assert.deepEqual(await stepsOf(draft({ version: '1', default: 'deny', tools: { pay: { limits: [limit] } } })), [
      { tool: 'pay', expect: { outcome: 'allowed' } },
      { tool: 'pay', times: 31, expect: { outcome: 'denied', rule: '/tools/pay/limits/rate', allowed: 30 } },
    ]);
  });

  test('a tool that needs an argument: allowed with it, denied without', async () => {
    const require = [{ conditions: [{ path: 'args.amount', op: 'exists', value: true }] }];
    const policy = { version: '1', default: 'deny', tools: { pay: { require, limits: [limit] } } };
    const steps = await stepsOf(draft(policy, freshList([pay])));
    assert.deepEqual(
      steps.map((step) => Object.keys(Object(step))),
      [
        ['tool', 'args', 'expect'],
        ['tool', 'expect'],
      ],
    );
    assert.deepEqual(steps[1], {
      tool: 'pay',
      expect: { outcome: 'denied', rule: '/tools/pay/require/args.amount-exists' },
    });
  });

  test('a tool that is always allowed: a tool that is not listed is denied', async () => {
    assert.deepEqual(await stepsOf(draft({ version: '1', default: 'deny', tools: { pay: {} } })), [
      { tool: 'pay', expect: { outcome: 'allowed' } },
      { tool: 'a_tool_that_is_not_listed', expect: { outcome: 'denied', rule: '(default deny)' } },
    ]);
  });

  test('a policy that allows everything has nothing to deny, and one that denies everything nothing to allow', async () => {
    const outcomes = async (policy: unknown) =>
      (await stepsOf(draft(policy))).map((step) => Reflect.get(Object(step), 'expect').outcome);
    assert.deepEqual(await outcomes({ version: '1', default: 'allow', tools: {} }), ['allowed']);
    assert.deepEqual(await outcomes({ version: '1', default: 'deny', tools: {} }), ['denied']);
  });

  test('a policy that cannot be decided on: it says why', async () => {
    const made = await draft('{"version": "1", ');
    assert.ok('problem' in made && made.problem.length > 0, JSON.stringify(made));
  });
});
