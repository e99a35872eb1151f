import assert from 'node:assert/strict';
import { listPathProblems } from '../../../server/analysis/listPaths.ts';
import { toolSchemaProblems } from '../../../server/analysis/toolSchemaProblems.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import type { JsonObject } from '../../../server/policy/json.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { knowing, parsed, requiring } from './checkedPolicies.ts';

const list: JsonObject = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } };

suite('A place in a list, in a path', () => {
  const cases: readonly (readonly [what: string, path: string, x: JsonObject, codes: readonly string[]])[] = [
    ['is one where the schema says nothing', 'args.x.0.id', {}, ['list-in-path']],
    ['is one where the schema says nothing of an index', 'args.x.y[0].id', {}, ['list-in-path']],
    ['is one where a list is among what it can be', 'args.x.0', { type: ['array', 'object'] }, ['list-in-path']],
    ['is an unknown argument where the schema tells so', 'args.x.0.id', list, ['unknown-argument']],
    ['is an unknown argument where no such name is listed', 'args.x[0].id', list, ['unknown-argument']],
    ['is a name where an object has it', 'args.x.0', { properties: { 0: { type: 'string' } } }, []],
    ['is a name where an object has it, with more below', 'args.x.0.a', { properties: { 0: {} } }, []],
    ['is a name where an object has that index', 'args.x.y[0]', { properties: { 'y[0]': { type: 'string' } } }, []],
    ['may be a name where an object takes any', 'args.x.2024', { type: 'object', additionalProperties: true }, []],
  ];
  for (const [what, path, x, codes] of cases) {
    test(`${what}: ${path} in ${JSON.stringify(x)}`, () => {
      const document = parsed(requiring(path, 'eq', 'a'));
      const knowledge = knowing({ x });
      const problems = [...listPathProblems(document, knowledge), ...toolSchemaProblems(document, knowledge)];
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
    });
  }

  test('is told as such by the message about the unknown argument', () => {
    const [problem] = toolSchemaProblems(parsed(requiring('args.x[0].id', 'eq', 'a')), knowing({ x: list }));
    assert.match(problem?.message ?? '', /^A path cannot look into a list, and tool "t" has no argument "x\[0\]", so /);
  });

  test('is one whatever list there is, while the tool is not in it', () => {
    const text = requiring('args.x.0', 'eq', 'a').replace('"t"', '"other"');
    assert.equal(listPathProblems(parsed(text), knowing({ x: {} })).length, 1);
  });

  for (const path of ['args.tags.0', 'args.tags[0]']) {
    test(`${path}, compared with a value, can become a look at all elements`, () => {
      const text = requiring(path, 'eq', 'a');
      const [problem] = listPathProblems(parsed(text), nothingKnown);
      const [fix] = problem?.fixes ?? [];
      assert.ok(fix);
      assert.equal(fix.isEvident, false);
      assert.equal(replaced(text, fix.edits), requiring('args.tags', 'contains', 'a'));
    });
  }

  for (const [path, op] of [
    ['args.tags.0', 'regex'],
    ['args.items.0.id', 'eq'],
    ['args.rows[0][1]', 'eq'],
  ] as const) {
    test(`${path} with ${op} has no other form`, () => {
      const [problem] = listPathProblems(parsed(requiring(path, op, 'a')), nothingKnown);
      assert.deepEqual(problem?.fixes, []);
    });
  }
});
