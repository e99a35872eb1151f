import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { unknownTools } from '../../../server/analysis/unknownTools.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Problem } from '../../../server/policy/problems/problem.ts';
import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { freshTools } from '../../toolLists.ts';

function found(names: readonly string[], knowledge: ToolKnowledge): Problem[] {
  const tools = names.map((name) => `${JSON.stringify(name)}: {}`).join(',');
  const text = `{"version": "1", "default": "deny", "tools": {${tools}}}`;
  return unknownTools(parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text)), knowledge);
}

const titles = ({ fixes = [] }: Problem): string[] => fixes.map(({ title }) => title);

const suggested = (problems: readonly Problem[]): number =>
  problems.filter((problem) => titles(problem).some((title) => title.startsWith('Change to '))).length;

const numbered = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${word}_item_${index}`);

suite('Tools that the server does not have', () => {
  test('each is found, and what the first hundred could mean is offered', () => {
    const problems = found(numbered('creates', 300), freshTools(...numbered('create', 300)));
    assert.equal(problems.length, 300);
    assert.equal(suggested(problems), 100);
    assert.equal(suggested(problems.slice(0, 100)), 100);
  });

  test('against a server of ten thousand tools, what the first twenty could mean', () => {
    assert.equal(suggested(found(numbered('creates', 40), freshTools(...numbered('create', 10_000)))), 20);
  });

  test('the same letters, joined otherwise, are the same tool; any other name may be another tool', () => {
    const evident = (name: string): (boolean | undefined)[] =>
      found([name], freshTools('get_page')).map(({ fixes = [] }) => fixes[0]?.isEvident);
    assert.deepEqual(evident('getPage'), [true]);
    assert.deepEqual(evident('get-page'), [true]);
    assert.deepEqual(evident('get_pages'), [false]);
    assert.deepEqual(evident('something'), [false]);
  });

  test('only the way out is offered for a name that nobody typed, and its message stays short', () => {
    const long = 'x'.repeat(300_000);
    const [problem] = found([`y${long}`], freshTools(`${long}1`, `${long}2`));
    assert.ok(problem);
    assert.equal(titles(problem).length, 1);
    assert.match(titles(problem)[0] ?? '', /^Remove "yx/);
    assert.ok(problem.message.length < 300);
  });
});
