import assert from 'node:assert/strict';
import { trapProblems } from '../../../server/analysis/traps/trapProblems.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../../server/policy/problems/problem.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { markedTraps } from '../../markedPolicy.ts';
import { freshTools } from '../../toolLists.ts';
import { documentOf, documentOfText } from './trapsGenerated.ts';

function after(document: PolicyDocument, { edits }: ProblemFix): PolicyDocument {
  return documentOfText(replaced(document.text.getText(), edits));
}

/** What the policy says once the fix of that title is made. */
function fixed(policy: object, title: string, knowledge = nothingKnown): unknown {
  const document = documentOf(policy);
  const fixes = trapProblems(document, knowledge).flatMap((problem) => problem.fixes ?? []);
  const fix = fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no fix "${title}" among ${fixes.map((each) => each.title).join(', ')}`);
  const { version, default: otherwise, ...rest } = JSON.parse(after(document, fix).text.getText());
  assert.deepEqual([version, otherwise], ['1', 'deny']);
  return rest;
}

const amount = (op: string, value: number) => ({ path: 'args.amount', op, value });
const currency = (op: string, value: unknown) => ({ path: 'args.currency', op, value });

suite('Ways out of traps', () => {
  const cases: readonly (readonly [title: string, before: object, after: object])[] = [
    [
      'Split into two rules, so that either condition denies',
      { tools: { t: { deny_if: [{ conditions: [amount('gt', 10), amount('lt', 5)], on_deny: 'From 5 to 10.' }] } } },
      {
        tools: {
          t: {
            deny_if: [
              { conditions: [amount('gt', 10)], on_deny: 'From 5 to 10.' },
              { conditions: [amount('lt', 5)], on_deny: 'From 5 to 10.' },
            ],
          },
        },
      },
    ],
    [
      'Accept either value, with "in"',
      { tools: { t: { require: [{ conditions: [currency('eq', 'usd'), currency('in', ['eur', 'chf'])] }] } } },
      { tools: { t: { require: [{ conditions: [currency('in', ['usd', 'eur', 'chf'])] }] } } },
    ],
    [
      'Take the other rule out of "require"',
      {
        tools: {
          t: {
            require: [{ conditions: [currency('eq', 'usd')] }],
            deny_if: [{ conditions: [currency('exists', true)] }],
          },
        },
      },
      { tools: { t: { require: [], deny_if: [{ conditions: [currency('exists', true)] }] } } },
    ],
    [
      'Require args.amount to be at least 1',
      {
        tools: {
          t: { limits: [{ counter: 'c', window: 'day', max: 5, scope: 'grant', increment_from: 'args.amount' }] },
        },
      },
      {
        tools: {
          t: {
            require: [{ conditions: [amount('gte', 1)] }],
            limits: [{ counter: 'c', window: 'day', max: 5, scope: 'grant', increment_from: 'args.amount' }],
          },
        },
      },
    ],
    [
      'Rename this counter to "c_3"',
      {
        tools: {
          t: {
            limits: ['c', 'c_2', 'c'].map((counter) => ({ counter, window: 'day', max: 5, scope: 'grant' })),
          },
        },
      },
      {
        tools: {
          t: {
            limits: ['c', 'c_2', 'c_3'].map((counter) => ({ counter, window: 'day', max: 5, scope: 'grant' })),
          },
        },
      },
    ],
    [
      'Deny ".." in args.path',
      { tools: { t: { require: [{ conditions: [{ path: 'args.path', op: 'regex', value: '^/app/' }] }] } } },
      {
        tools: {
          t: {
            require: [{ conditions: [{ path: 'args.path', op: 'regex', value: '^/app/' }] }],
            deny_if: [
              {
                conditions: [{ path: 'args.path', op: 'regex', value: '(^|[/\\\\])\\.\\.([/\\\\]|$)' }],
                on_deny: 'Paths with ".." are not allowed.',
              },
            ],
          },
        },
      },
    ],
    ['Take "a" out of "tools"', { hide: ['a'], tools: { a: {}, b: {} } }, { hide: ['a'], tools: { b: {} } }],
    [
      'Take this entry out of "hide"',
      { hide: ['a', 'b', 'a'], tools: { c: {} } },
      { hide: ['a', 'b'], tools: { c: {} } },
    ],
  ];
  for (const [title, before, expected] of cases) {
    test(title, () => assert.deepEqual(fixed(before, title), expected));
  }

  test('a destructive tool gets the starter rule of the catalogue, or is hidden', () => {
    const policy = { tools: { list_accounts: {}, delete_account: {} } };
    const knowledge = freshTools('list_accounts', 'delete_account');
    assert.deepEqual(fixed(policy, 'Have a human approve "delete_account"', knowledge), {
      tools: {
        list_accounts: {},
        delete_account: { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] },
      },
    });
    assert.deepEqual(fixed(policy, 'Hide "delete_account", and take it out of "tools"', knowledge), {
      hide: ['delete_account'],
      tools: { list_accounts: {} },
    });
  });

  test('the tools that a default lets through can all be named', () => {
    const document = documentOfText('{ "version": "1", "default": "allow", "tools": { "get_a": {} } }');
    const [problem] = trapProblems(document, freshTools('get_a', 'get_b', 'delete_c'));
    const [fix] = problem?.fixes ?? [];
    assert.ok(problem?.code === 'default-allows-unseen' && fix !== undefined);
    assert.equal(fix.title, 'Add the 2 missing tools of Test Server');
    assert.equal(fix.isEvident, false);
    assert.deepEqual(JSON.parse(after(document, fix).text.getText()), {
      version: '1',
      default: 'allow',
      hide: ['delete_c'],
      tools: { get_a: {}, get_b: {} },
    });
  });

  test('only what changes no decision is done unasked', () => {
    const evident = new Set<string>();
    for (const { problem, fix } of everyFix()) if (fix.isEvident) evident.add(problem.code);
    assert.deepEqual([...evident], ['hidden-twice']);
  });

  test('every way out leaves JSON, and takes its problem away or makes it another one', () => {
    for (const { document, knowledge, problem, fix } of everyFix()) {
      const said = (one: PolicyDocument): number =>
        trapProblems(one, knowledge).filter(({ code, message }) => code === problem.code && message === problem.message)
          .length;
      const then = after(document, fix);
      if (document.syntaxErrors.length === 0) assert.deepEqual(then.syntaxErrors, [], fix.title);
      assert.ok(said(then) < said(document), `${problem.code}: ${problem.message}: ${fix.title}`);
    }
  });
});

function* everyFix() {
  for (const { text, knowledge } of markedTraps()) {
    const document = documentOfText(text);
    for (const problem of trapProblems(document, knowledge) satisfies Problem[]) {
      for (const fix of problem.fixes ?? []) yield { document, knowledge, problem, fix };
    }
  }
}
