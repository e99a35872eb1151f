import assert from 'node:assert/strict';
import { rename } from '../../../../server/language/navigation/rename.ts';
import { scenarioPolicy } from '../../../../server/language/navigation/scenarioReferences.ts';
import { edited, policyOf, scenarioOf } from './written.ts';

const long = 'x'.repeat(300);

/** A part of a scenario, and what it becomes when the policy's tool `a` is called `b`. */
const toolRenames: { what: string; before: string; after: string }[] = [
  { what: 'the tool of a step', before: '{"steps": [{"tool": "a"}]}', after: '{"steps": [{"tool": "b"}]}' },
  {
    what: 'the tool of a step at any depth',
    before: '{"scenarios": [{"cases": {"one": {"steps": [{"tool": "a"}]}}}]}',
    after: '{"scenarios": [{"cases": {"one": {"steps": [{"tool": "b"}]}}}]}',
  },
  {
    what: 'the rules that it expects',
    before: '[{"rule": "/tools/a/require/args.x-eq"}, {"rule": "/tools/a/deny_if/0"}, {"rule": "/tools/a/limits/a"}]',
    after: '[{"rule": "/tools/b/require/args.x-eq"}, {"rule": "/tools/b/deny_if/0"}, {"rule": "/tools/b/limits/a"}]',
  },
  {
    what: 'the limits whose counters it expects',
    before: '{"counters": {"/tools/a/limits/a": 1, "/all_tools/limits/a": 1, "a": 1}}',
    after: '{"counters": {"/tools/b/limits/a": 1, "/all_tools/limits/a": 1, "a": 1}}',
  },
  {
    what: 'the values of a matrix that stand for it',
    before: `{"matrix": [{"t": "a", "r": "/tools/a/action", "x": "a"}, {"t": "c"}, {"t": 1}], "steps": [
      {"tool": "\${t}", "expect": {"rule": "\${r}"}}, {"tool": "\${t}", "args": {"tool": "\${x}"}}]}`,
    after: `{"matrix": [{"t": "b", "r": "/tools/b/action", "x": "a"}, {"t": "c"}, {"t": 1}], "steps": [
      {"tool": "\${t}", "expect": {"rule": "\${r}"}}, {"tool": "\${t}", "args": {"tool": "\${x}"}}]}`,
  },
  {
    what: 'the rules of shorthand',
    before: '[{"rule": "/tools/a/action"}, {"rule": "/tools/a/rate_limit"}]',
    after: '[{"rule": "/tools/b/action"}, {"rule": "/tools/b/rate_limit"}]',
  },
];

const untouched: { what: string; text: string }[] = [
  { what: 'a tool whose name begins alike', text: '[{"tool": "ab", "rule": "/tools/ab/deny_if/0"}]' },
  { what: 'a tool whose name goes on with a slash', text: '[{"tool": "a/b", "rule": "/tools/a/b/deny_if/0"}]' },
  { what: 'a key that is called like the tool', text: '{"a": {"tool": "c"}}' },
  { what: 'an argument of the call', text: '{"tool": "c", "args": {"tool": "a", "rule": "/tools/a/action"}}' },
  { what: 'an argument of a fixture', text: '{"fixtures": {"one": {"tool": "a", "rule": "/tools/a/action"}}}' },
  { what: 'a value of a matrix that stands for something else', text: '{"matrix": [{"tool": "a"}], "steps": []}' },
  { what: 'a rule of no tool', text: '[{"rule": "(hidden)"}, {"rule": "/all_tools/limits/a"}]' },
  { what: 'other texts', text: '{"name": "a", "policy": "a", "message": "/tools/a/action"}' },
  { what: 'values of another type', text: '[{"tool": ["a"]}, {"tool": 1}, {"rule": null}]' },
];

const counterRenames: { what: string; cursor: string; before: string; after: string }[] = [
  {
    what: "of a tool's counter: the rule of its limit",
    cursor: '"own"',
    before: '[{"rule": "/tools/a/limits/own"}, {"rule": "/tools/a/limits/owner"}, {"rule": "/all_tools/limits/own"}]',
    after: '[{"rule": "/tools/a/limits/new"}, {"rule": "/tools/a/limits/owner"}, {"rule": "/all_tools/limits/own"}]',
  },
  {
    what: 'of a counter over all tools: the rule of its limit',
    cursor: '"shared"',
    before: '[{"rule": "/all_tools/limits/shared"}, {"rule": "/tools/a/limits/shared"}]',
    after: '[{"rule": "/all_tools/limits/new"}, {"rule": "/tools/a/limits/shared"}]',
  },
  {
    what: 'of a counter in an entry that a later one overrides: nothing',
    cursor: '"dropped"',
    before: '[{"rule": "/tools/a/limits/dropped"}]',
    after: '[{"rule": "/tools/a/limits/dropped"}]',
  },
];

function renamedScenario(policy: string, cursor: string, newName: string, text: string): string {
  const document = policyOf(policy);
  const scenario = scenarioOf(text);
  const position = document.text.positionAt(policy.indexOf(cursor) + 1);
  return edited(scenario.uri, text, rename(document, position, newName, [scenario]));
}

suite('What a scenario names of its policy', () => {
  for (const { what, before, after } of toolRenames) {
    test(`a renamed tool changes ${what}`, () => {
      assert.equal(renamedScenario('{"tools": {"a": {}}}', '"a"', 'b', before), after);
    });
  }

  for (const { what, text } of untouched) {
    test(`a renamed tool leaves ${what}`, () => {
      assert.equal(renamedScenario('{"tools": {"a": {}}}', '"a"', 'b', text), text);
    });
  }

  for (const { what, cursor, before, after } of counterRenames) {
    test(`a new name ${what}`, () => {
      const policy = `{
        "all_tools": {"limits": [{"counter": "shared"}]},
        "tools": {"a": {"limits": [{"counter": "dropped"}]}, "a": {"limits": [{"counter": "own"}]}}
      }`;
      assert.equal(renamedScenario(policy, cursor, 'new', before), after);
    });
  }

  test('an absurdly long name is cut in the ids of rules, there and back', () => {
    const short = '[{"tool": "a", "rule": "/tools/a/deny_if/0"}]';
    const cut = `[{"tool": "${long}", "rule": "/tools/${'x'.repeat(200)}…/deny_if/0"}]`;
    assert.equal(renamedScenario('{"tools": {"a": {}}}', '"a"', long, short), cut);
    assert.equal(renamedScenario(`{"tools": {"${long}": {}}}`, '"x', 'a', cut), short);
  });

  test('half-written and hostile scenarios are read as far as they go', () => {
    assert.equal(
      renamedScenario('{"tools": {"a": {}}}', '"a"', 'b', '{"tool": "a", "steps": [{'),
      '{"tool": "b", "steps": [{',
    );
    for (const text of ['', '"a"', 'null', '{"tool"', '[['.repeat(5000), '{"__proto__": {"tool": 1}}']) {
      assert.equal(renamedScenario('{"tools": {"a": {}}}', '"a"', 'b', text), text);
    }
  });

  test('its policy is the path in "policy"', () => {
    assert.equal(scenarioPolicy('{"policy": "../policy.json", "steps": []}'), '../policy.json');
    for (const text of ['', '[]', '{}', '{"policy"', '{"policy": ""}', '{"policy": 1}', '{"steps": {"policy": "a"}}']) {
      assert.equal(scenarioPolicy(text), undefined);
    }
  });
});
