import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { interceptProblems } from '../../../server/policy/intercept/interceptProblems.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../server/policy/problems/policyProblems.ts';
import type { Problem } from '../../../server/policy/problems/problem.ts';

function problemsOf(text: string): Problem[] {
  return interceptProblems(parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text)));
}

/** The text with the fix of its last problem made, and what the fix says of itself. */
function converted(text: string): { text: string; title: string; isEvident: boolean } {
  const fix = problemsOf(text).at(-1)?.fixes?.[0];
  assert.ok(fix !== undefined, 'a fix is offered');
  return { text: replaced(text, fix.edits), title: fix.title, isEvident: fix.isEvident };
}

const plain = 'Write in the canonical form';

/** What a tool called `pay` holds, before and after, and the title of the fix. It is evident where it says nothing. */
const tools: { what: string; dialect: string; canonical: string; title?: string; isEvident?: boolean }[] = [
  {
    what: 'a rate limit',
    dialect: '{"rules": [{"rate_limit": "5/hour"}]}',
    canonical: '{"limits": [{ "counter": "pay_rate", "window": "hour", "max": 5, "scope": "grant" }]}',
  },
  {
    what: 'a rate limit in the tool itself',
    dialect: '{"rate_limit": "5/hour"}',
    canonical: '{"limits": [{ "counter": "pay_rate", "window": "hour", "max": 5, "scope": "grant" }]}',
  },
  {
    what: 'two rate limits, each with a counter of its own',
    dialect: '{"rules": [{"rate_limit": "5/minute"}], "rate_limit": "50/day"}',
    canonical:
      '{"limits": [{ "counter": "pay_rate", "window": "minute", "max": 5, "scope": "grant" }, { "counter": "pay_rate_2", "window": "day", "max": 50, "scope": "grant" }]}',
  },
  {
    what: 'a rate limit with a message, which a limit has no place for',
    dialect: '{"rules": [{"rate_limit": "5/hour", "on_deny": "Wait."}]}',
    canonical: '{"limits": [{ "counter": "pay_rate", "window": "hour", "max": 5, "scope": "grant" }]}',
    title: `${plain} (a limit has no message of its own, so "Wait." is lost)`,
    isEvident: false,
  },
  {
    what: 'what must hold',
    dialect:
      '{"rules": [{"name": "cap", "action": "evaluate", "conditions": [{"op": "in", "path": "args.to.id", "value": ["a", 1.50]}], "on_deny": "No."}]}',
    canonical:
      '{"require": [{ "conditions": [{ "path": "args.to.id", "op": "in", "value": ["a", 1.50] }], "on_deny": "No." }]}',
    title: `${plain} ("name" is left out)`,
  },
  {
    what: 'a rule that denies every call',
    dialect: '{"rules": [{"action": "deny", "on_deny": "Ask a person."}]}',
    canonical: '{"deny_if": [{ "conditions": [], "on_deny": "Ask a person." }]}',
  },
  {
    what: 'a rule that denies every call without a message',
    dialect: '{"rules": [{"action": "deny", "on_deny": ""}]}',
    canonical: '{"deny_if": [{ "conditions": [] }]}',
  },
  {
    what: 'a rule behind one that denies every call',
    dialect: '{"rules": [{"action": "deny"}, {"rate_limit": "5/hour"}]}',
    canonical: '{"deny_if": [{ "conditions": [] }]}',
    title: `${plain} (what stands behind "action": "deny" is never reached and left out)`,
    isEvident: false,
  },
  {
    what: 'a counter with "lte"',
    dialect:
      '{"rules": [{"conditions": [{"path": "state.pay.daily", "op": "lte", "value": 10}], "state": {"counter": "daily", "window": "day"}}]}',
    canonical: '{"limits": [{ "counter": "daily", "window": "day", "max": 10, "scope": "grant" }]}',
  },
  {
    what: 'a counter with "lt", which lets one less pass',
    dialect:
      '{"rules": [{"conditions": [{"path": "state.pay.daily", "op": "lt", "value": 10}], "state": {"counter": "daily", "window": "day"}}]}',
    canonical: '{"limits": [{ "counter": "daily", "window": "day", "max": 9, "scope": "grant" }]}',
  },
  {
    what: 'a counter that adds up an argument',
    dialect:
      '{"rules": [{"conditions": [{"path": "state.pay.spent", "op": "lte", "value": 500}], "state": {"counter": "spent", "window": "day", "increment_from": "args.amount"}}]}',
    canonical:
      '{"limits": [{ "counter": "spent", "window": "day", "max": 500, "scope": "grant", "increment_from": "args.amount" }]}',
  },
  {
    what: 'a counter that goes up by three: as many calls as fit',
    dialect:
      '{"rules": [{"conditions": [{"path": "state.pay.units", "op": "lte", "value": 10}], "state": {"counter": "units", "window": "day", "increment": 3}}]}',
    canonical: '{"limits": [{ "counter": "units", "window": "day", "max": 3, "scope": "grant" }]}',
    title: `${plain} (3 calls instead of 10 by steps of 3)`,
  },
  {
    what: 'conditions and a counter in one rule',
    dialect:
      '{"rules": [{"conditions": [{"path": "args.a", "op": "lte", "value": 5}, {"path": "state.pay.c", "op": "lte", "value": 2}], "state": {"counter": "c", "window": "hour"}}]}',
    canonical:
      '{"require": [{ "conditions": [{ "path": "args.a", "op": "lte", "value": 5 }] }], "limits": [{ "counter": "c", "window": "hour", "max": 2, "scope": "grant" }]}',
  },
  {
    what: 'names and a description',
    dialect: '{"name": "Payments", "description": "All of them", "rules": []}',
    canonical: '{}',
    title: `${plain} ("description" is left out; "name" is left out)`,
    isEvident: false,
  },
  { what: 'no rules at all', dialect: '{"rules": []}', canonical: '{}' },
  {
    what: 'rules beside those of the canonical form, behind which they go',
    dialect:
      '{"require": [{"conditions": [{"path": "args.a", "op": "exists", "value": true}]}], "rules": [{"conditions": [{"path": "args.b", "op": "exists", "value": true}]}, {"rate_limit": "2/day"}], "limits": [{"counter": "pay_rate", "window": "hour", "max": 1, "scope": "grant"}]}',
    canonical:
      '{"require": [{"conditions": [{"path": "args.a", "op": "exists", "value": true}]}, { "conditions": [{ "path": "args.b", "op": "exists", "value": true }] }], "limits": [{"counter": "pay_rate", "window": "hour", "max": 1, "scope": "grant"}, { "counter": "pay_rate_2", "window": "day", "max": 2, "scope": "grant" }]}',
  },
  {
    what: "rules beside the catalogue's shorthand, which has a fix of its own for the same list",
    dialect: '{"action": "deny", "rules": [{"action": "deny"}]}',
    canonical: '{"action": "deny", "deny_if": [{ "conditions": [] }]}',
    isEvident: false,
  },
];

/** The members of a policy behind `version`, before and after. */
const policies: { what: string; dialect: string; canonical: string; title?: string; isEvident?: boolean }[] = [
  {
    what: 'a limit for every tool',
    dialect: '"default": "deny", "tools": {"pay": {}, "*": {"rules": [{"rate_limit": "60/minute"}]}}',
    canonical:
      '"default": "deny", "all_tools": { "limits": [{ "counter": "calls-per-minute", "window": "minute", "max": 60, "scope": "grant" }] }, "tools": {"pay": {}}',
  },
  {
    what: 'a counter over every tool, beside a limit that is there',
    dialect:
      '"default": "deny", "all_tools": {"limits": [{"counter": "a", "window": "day", "max": 9, "scope": "grant"}]}, "tools": {"*": {"rules": [{"conditions": [{"path": "state._global.calls", "op": "lte", "value": 5}], "state": {"counter": "calls", "window": "hour"}}]}}',
    canonical:
      '"default": "deny", "all_tools": {"limits": [{"counter": "a", "window": "day", "max": 9, "scope": "grant"}, { "counter": "calls", "window": "hour", "max": 5, "scope": "grant" }]}, "tools": {}',
  },
  {
    what: 'a condition for every tool: the rule under each, but not behind one that denies every call',
    dialect:
      '"default": "deny", "tools": {"a": {}, "b": {"require": []}, "c": {"deny_if": [{"conditions": []}]}, "*": {"rules": [{"conditions": [{"path": "args.why", "op": "exists", "value": true}]}]}}',
    canonical:
      '"default": "deny", "tools": {"a": {"require": [{ "conditions": [{ "path": "args.why", "op": "exists", "value": true }] }]}, "b": {"require": [{ "conditions": [{ "path": "args.why", "op": "exists", "value": true }] }]}, "c": {"deny_if": [{"conditions": []}]}}',
  },
  {
    what: 'a condition for every tool where tools that are not listed are allowed',
    dialect: '"default": "allow", "tools": {"a": {}, "*": {"rules": [{"action": "deny"}]}}',
    canonical: '"default": "allow", "tools": {"a": {"deny_if": [{ "conditions": [] }]}}',
    title: `${plain} (a tool that is not listed is no longer held to the rules)`,
    isEvident: false,
  },
  {
    what: 'a condition for every tool where one has rules in the dialect itself',
    dialect:
      '"default": "deny", "tools": {"*": {"rules": [{"conditions": [{"path": "args.b", "op": "exists", "value": true}]}]}, "a": {"rules": [{"conditions": [{"path": "args.a", "op": "exists", "value": true}]}]}}',
    canonical:
      '"default": "deny", "tools": {"a": {"rules": [{"conditions": [{"path": "args.a", "op": "exists", "value": true}]}], "require": [{ "conditions": [{ "path": "args.b", "op": "exists", "value": true }] }]}}',
    title: `${plain} (the rules then come before those that a tool has in Intercept's dialect)`,
    isEvident: false,
  },
  {
    what: 'a denial of every tool where one has a fix of its own for the same list',
    dialect:
      '"default": "deny", "tools": {"a": {"action": "allow"}, "b": {"deny_if": []}, "*": {"rules": [{"action": "deny"}]}}',
    canonical:
      '"default": "deny", "tools": {"a": {"action": "allow", "deny_if": [{ "conditions": [] }]}, "b": {"deny_if": [{ "conditions": [] }]}}',
    isEvident: false,
  },
];

suite("Intercept's dialect in the canonical form", () => {
  for (const { what, dialect, canonical, title = plain, isEvident = true } of tools) {
    test(what, () => {
      const policy = (pay: string): string => `{"version": "1", "default": "deny", "tools": {"pay": ${pay}}}`;
      assert.deepEqual(converted(policy(dialect)), { text: policy(canonical), title, isEvident });
      const left = problemsOf(policy(canonical));
      assert.deepEqual(left, []);
    });
  }

  for (const { what, dialect, canonical, title = plain, isEvident = true } of policies) {
    test(what, () => {
      const policy = (members: string): string => `{"version": "1", ${members}}`;
      const found = problemsOf(policy(dialect)).find(({ severity }) => severity === 'information');
      const fix = found?.fixes?.[0];
      assert.ok(fix !== undefined);
      assert.deepEqual(
        { text: replaced(policy(dialect), fix.edits), title: fix.title, isEvident: fix.isEvident },
        { text: policy(canonical), title, isEvident },
      );
    });
  }

  test('is laid out as the text is', () => {
    const before = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "pay": {
      "rules": [
        {
          "conditions": [
            { "path": "args.a", "op": "exists", "value": true },
            { "path": "args.b", "op": "exists", "value": true }
          ]
        },
        { "conditions": [{ "path": "args.c", "op": "exists", "value": true }] },
        { "rate_limit": "5/hour" }
      ]
    },
    "*": {
      "rules": [
        { "rate_limit": "9/hour" }
      ]
    }
  }
}`;
    const [own, every] = problemsOf(before);
    const all = [...(own?.fixes?.[0]?.edits ?? []), ...(every?.fixes?.[0]?.edits ?? [])];
    assert.equal(
      replaced(before, all),
      `{
  "version": "1",
  "default": "deny",
  "all_tools": { "limits": [{ "counter": "calls-per-hour", "window": "hour", "max": 9, "scope": "grant" }] },
  "tools": {
    "pay": {
      "require": [
        { "conditions": [{ "path": "args.a", "op": "exists", "value": true }, { "path": "args.b", "op": "exists", "value": true }] },
        { "conditions": [{ "path": "args.c", "op": "exists", "value": true }] }
      ],
      "limits": [{ "counter": "pay_rate", "window": "hour", "max": 5, "scope": "grant" }]
    }
  }
}`,
    );
  });

  test('an argument cannot weigh a limit over every tool: the form does not exist, and no fix is offered', () => {
    const [problem] = problemsOf(
      '{"version": "1", "default": "deny", "tools": {"*": {"rules": [{"conditions": [{"path": "state._global.spent", "op": "lte", "value": 5}], "state": {"counter": "spent", "window": "hour", "increment_from": "args.amount"}}]}}}',
    );
    assert.match(problem?.message ?? '', /It has no canonical form: a limit over all tools counts calls/);
    assert.equal(problem?.severity, 'information');
    assert.equal(problem?.fixes, undefined);
  });

  test('rules for every tool that would fill megabytes under each of them: no fix is offered', () => {
    const rules = Array.from(
      { length: 200 },
      (_, index) => `{"conditions": [{"path": "args.a", "op": "neq", "value": ${index}}]}`,
    );
    const fixesBeside = (tools: number): number => {
      const listed = Array.from({ length: tools }, (_, index) => `"t${index}": {}`);
      const text = `{"version": "1", "default": "deny", "tools": {"*": {"rules": [${rules.join()}]}, ${listed.join()}}}`;
      return problemsOf(text).flatMap(({ fixes }) => fixes ?? []).length;
    };
    assert.deepEqual([20, 2000].map(fixesBeside), [1, 0]);
  });

  for (const [what, tool] of [
    ['a key that is written twice', '{"rules": [], "rules": [{"action": "deny"}]}'],
    ['a list that is none', '{"require": {}, "rules": []}'],
  ]) {
    test(`no fix is offered beside ${what}, for it would change the meaning`, () => {
      const [problem] = problemsOf(`{"version": "1", "default": "deny", "tools": {"pay": ${tool}}}`);
      assert.equal(problem?.code, 'intercept-dialect');
      assert.equal(problem?.fixes, undefined);
    });
  }

  test('of a tool that is listed twice only the last one counts', () => {
    const problems = problemsOf(
      '{"version": "1", "default": "deny", "tools": {"a": {"rate_limit": "9"}, "a": {"rate_limit": "1/day"}}}',
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['intercept-dialect'],
    );
  });

  test("a misspelled key is not taken for one of Intercept's", () => {
    const text = '{"version": "1", "default": "deny", "tools": {"a": {"rule": [], "nane": "x", "stat": {}}}}';
    const problems = policyProblems(parsePolicyDocument(TextDocument.create('file:///p.json', 'json', 1, text)));
    assert.deepEqual(
      problems.map(({ code, message }) => [code, /Did you mean/.test(message)]),
      [
        ['unknown-key', false],
        ['unknown-key', false],
        ['unknown-key', false],
      ],
    );
  });
});
