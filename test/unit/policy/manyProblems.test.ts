import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Problem } from '../../../server/policy/problems/problem.ts';
import { schemaProblems } from '../../../server/policy/problems/schemaProblems.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';

function documentOf(tools: string): PolicyDocument {
  const text = `{"version": "1", "default": "deny", "tools": {${tools}}}`;
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

function found(tools: string): Problem[] {
  return findings(documentOf(tools), nothingKnown);
}

function many(count: number, entry: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => entry(index)).join(',');
}

suite('A policy with thousands of mistakes', () => {
  const policies: [what: string, tools: string][] = [
    ['tools that are no objects', many(20_000, (index) => `"t${index}": 1`)],
    ['rules without conditions', `"a": {"deny_if": [${many(20_000, () => '{}')}]}`],
    ['conditions without anything', `"a": {"deny_if": [{"conditions": [${many(20_000, () => '{}')}]}]}`],
    ['unknown keys', `"a": {${many(20_000, (index) => `"k${index}": 1`)}}`],
    ['keys written twice', `"a": {${many(20_000, () => '"require": []')}}`],
    ['shorthand', many(20_000, (index) => `"t${index}": {"action": "deny"}`)],
  ];
  for (const [what, tools] of policies) {
    test(`${what}: a thousand problems at most, and the last one says that there are more`, () => {
      const problems = found(tools);
      assert.ok(problems.length > 900 && problems.length <= 1000, String(problems.length));
      assert.equal(problems.at(-1)?.code, 'too-many-problems');
      const offsets = problems.map(({ span }) => span.offset);
      assert.deepEqual(
        offsets,
        offsets.toSorted((a, b) => a - b),
      );
    });
  }

  test('says how many are not shown', () => {
    const problems = found(many(1500, (index) => `"t${index}": {"action": "allow"}`));
    assert.equal(problems.length, 1000);
    assert.equal(problems.at(-1)?.message, '501 more problems are not shown. Fix some of those above first');
    assert.equal(problems.at(-1)?.severity, 'information');
  });

  test('a thousand problems are all shown', () => {
    const problems = found(many(1000, (index) => `"t${index}": {"action": "allow"}`));
    assert.equal(problems.length, 1000);
    assert.equal(problems.at(-1)?.code, 'shorthand');
  });

  test('that not all was checked is said, too, behind more than a thousand errors', () => {
    const broken = `"a": {${many(1200, () => '"require": []')}}, "b": {"deny_if": [${many(2000, () => '{}')}]}`;
    const problems = found(broken);
    assert.equal(problems.length, 1000);
    assert.deepEqual(
      problems.slice(-2).map(({ code, severity }) => [code, severity]),
      [
        ['too-many-problems', 'error'],
        ['too-many-problems', 'information'],
      ],
    );
  });

  test('an error behind a thousand warnings and pieces of information stays', () => {
    const problems = found(`${many(1500, (index) => `"t${index}": {"action": "allow"}`)}, "last": {"action": "no"}`);
    assert.ok(problems.some(({ code }) => code === 'wrong-value'));
  });

  test('what was not checked is an error, so that nothing is decided by it', () => {
    const problems = schemaProblems(documentOf(`"a": {${many(3000, (index) => `"k${index}": 1`)}}, "b": 1`));
    assert.ok(problems.some(({ code, severity }) => code === 'too-many-problems' && severity === 'error'));
  });
});

suite('A name of a megabyte', () => {
  const name = 'n'.repeat(1_000_000);

  test('is in no message as a whole, however many mistakes its tool has', () => {
    const rules = many(2000, () => '{}');
    const problems = found(`"${name}": {"deny_if": [${rules}], "${name}": 1, "rate_limit": {"max": 1, "window": 60}}`);
    assert.equal(problems.length, 1000);
    for (const { message } of problems) assert.ok(message.length < 1200);
  });

  test('does not hide where the mistake is', () => {
    const document = documentOf(`"${name}": {"limits": [{"counter": 5, "window": "day", "max": 1, "scope": "grant"}]}`);
    const [problem, ...others] = schemaProblems(document);
    assert.deepEqual(others, []);
    const { offset, length } = problem?.span ?? { offset: 0, length: 0 };
    assert.equal(document.text.getText().slice(offset, offset + length), '5');
  });
});

suite('Tools of any name', () => {
  for (const name of ['7', 'a/b~c', '__proto__', '', 'constructor']) {
    test(`${JSON.stringify(name)}: a mistake is found in the tool that counts`, () => {
      const document = documentOf(`"${name}": 1, "other": {}, "0": {}, "${name}": {"action": "no"}`);
      const [problem, ...others] = schemaProblems(document);
      assert.deepEqual(others, []);
      assert.equal(document.text.getText().slice(problem?.span.offset).slice(0, 4), '"no"');
    });
  }
});

suite('Patterns', () => {
  const rules = (count: number, pattern: (index: number) => string): string =>
    `"a": {"deny_if": [${many(count, (index) => `{"conditions": [{"path": "args.a", "op": "regex", "value": "${pattern(index)}"}]}`)}]}`;

  test('that are too large together are refused, and not before', () => {
    const problems = found(rules(30, (index) => `${'x{1000}'.repeat(9)}${index}`));
    assert.equal(problems.length, 8);
    for (const { code, message } of problems) {
      assert.equal(code, 'pattern-does-not-compile');
      assert.match(message, /^This pattern is not tried: the patterns of this policy together/);
    }
  });

  test('that are the same count once', () => {
    const problems = found(rules(1000, () => 'x{1000}'));
    assert.deepEqual(
      problems.filter(({ code }) => code === 'pattern-does-not-compile'),
      [],
    );
  });

  test('that are too large alone are refused', () => {
    const [problem] = found(rules(1, () => 'x{1000}'.repeat(20)));
    assert.match(problem?.message ?? '', /^This pattern is not tried: its repeats make more than/);
  });
});
