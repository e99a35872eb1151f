import assert from 'node:assert/strict';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { policyProblems } from '../../../server/policy/problems/policyProblems.ts';
import { knowing, parsed, policyOf, problemsOf, requiring } from './checkedPolicies.ts';

suite('What is offered instead', () => {
  const knowledge = knowing({
    amount: { type: 'integer' },
    amounts: { type: 'array', items: { type: 'integer' } },
    'amount.net': { type: 'integer' },
    'say "hi"': { type: 'string' },
    account: { type: 'object', properties: { id: { type: 'string' } } },
    acount: { type: 'object', properties: { name: { type: 'string' } } },
    mode: { enum: ['test', 'live', 7] },
    dry: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
  });
  const limit = { counter: 'c', window: 'day', max: 5, scope: 'grant', increment_from: 'args.amuont' };
  const offers: readonly (readonly [what: string, text: string, offered: readonly string[]])[] = [
    ['a name that comes near', requiring('args.amuont', 'gt', 5), ['amount']],
    ['only names that the operator can look at', requiring('args.amont', 'contains', 5), ['amounts']],
    ['only names that have the rest of the path', requiring('args.accuont.id', 'eq', 'a'), ['account']],
    ['only numbers for a weight', policyOf({ limits: [limit] }), ['amount']],
    ['a name with quotes as the path writes it', requiring('args.say hi', 'eq', 'a'), ['say \\"hi\\"']],
    ['the value that comes near', requiring('args.mode', 'eq', 'Test'), ['"test"']],
    ['a value that is not in the list yet', requiring('args.mode', 'in', ['test', 'tests', 'life']), ['"live"']],
    ['a switch, not its text', requiring('args.dry', 'eq', 'True'), ['true']],
    ['nothing, where nothing comes near', requiring('args.mode', 'eq', 'production'), []],
  ];
  for (const [what, text, offered] of offers) {
    test(what, () => {
      const problems = problemsOf(text, knowledge);
      assert.deepEqual(
        problems.flatMap(({ replacements = [] }) => replacements),
        offered,
      );
      for (const { span, replacements = [] } of problems) {
        for (const replacement of replacements) {
          const changed = replaced(text, [{ span, text: replacement }]);
          assert.deepEqual(policyProblems(parsed(changed)), []);
          assert.equal(problemsOf(changed, knowledge).length, problems.length - 1);
        }
      }
    });
  }

  test('the whole path, where it is written with escapes', () => {
    const text = requiring('args.amuont', 'gt', 5).replace('amuont', '\\u0061muont');
    const [problem] = problemsOf(text, knowledge);
    assert.ok(problem);
    assert.equal(text.slice(problem.span.offset).slice(0, problem.span.length), '"args.\\u0061muont"');
    assert.deepEqual(problem.replacements, ['"args.amount"']);
  });

  test('an element of the list instead of the list', () => {
    const text = requiring('args.tags', 'eq', 'a');
    const [problem] = problemsOf(text, knowledge);
    const [fix] = problem?.fixes ?? [];
    assert.equal(fix?.title, 'Look for it in the list, with "contains"');
    assert.equal(fix.isEvident, false);
    assert.equal(replaced(text, fix.edits), requiring('args.tags', 'contains', 'a'));
  });
});
