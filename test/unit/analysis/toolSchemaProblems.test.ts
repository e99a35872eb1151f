import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { markedPolicies } from '../../markedPolicy.ts';
import { freshList } from '../../toolLists.ts';
import { knowing, policyOf, problemsOf, requiring } from './checkedPolicies.ts';

function codesOf(text: string, knowledge: ToolKnowledge): string[] {
  return problemsOf(text, knowledge).map(({ code }) => code);
}

suite('A policy against the schemas of the tools', () => {
  test('every code has a marked policy', () => {
    const marked = markedPolicies().flatMap(({ expected }) => expected.map(({ words }) => words.split(/[ :]/)[1]));
    for (const code of ['operator-never-matches', 'unknown-argument', 'value-never-matches', 'weight-not-a-number']) {
      assert.ok(marked.includes(code), code);
    }
  });
});

suite('What is said of a tool rests on its list', () => {
  const text = requiring('args.reason', 'eq', 'a');
  const tools = [{ name: 't', inputSchema: { type: 'object', properties: { x: {} } } }];
  const fact = 'Tool "t" has no argument "reason", so the condition never holds and every call of this tool is denied.';

  const lists: readonly (readonly [what: string, knowledge: ToolKnowledge, source: string])[] = [
    [
      'a fresh one with its server, its version and its age',
      {
        state: 'fresh',
        list: { server: 'Toofi', version: '1.2', fetchedAt: Date.UTC(2026, 10, 20, 15, 4), tools, skipped: [] },
      },
      'Toofi 1.2, listed 2026-11-20 15:04 UTC',
    ],
    [
      'a stale one, which is said to be no longer current',
      { state: 'stale', list: { server: 'Toofi', fetchedAt: Date.UTC(2026, 10, 20), tools, skipped: [] } },
      'Toofi, listed 2026-11-20 00:00 UTC (not current)',
    ],
    [
      'one that does not say when it was made',
      { state: 'fresh', list: { server: 'Toofi', tools, skipped: [] } },
      'Toofi',
    ],
    [
      'one that says when in a way that no calendar has',
      { state: 'fresh', list: { server: 'Toofi', fetchedAt: Number.NaN, tools, skipped: [] } },
      'Toofi',
    ],
    [
      'one that was cut short, for the tool is known all the same',
      { state: 'fresh', list: { server: 'Toofi', tools, skipped: [], cutShort: 'a repeated cursor' } },
      'Toofi',
    ],
    [
      'one of a server whose name hides something',
      { state: 'fresh', list: { server: 'To\u202Eofi\nx', tools, skipped: [] } },
      'To<U+202E>ofi<U+000A>x',
    ],
  ];
  for (const [what, knowledge, source] of lists) {
    test(what, () => {
      assert.deepEqual(
        problemsOf(text, knowledge).map(({ message }) => message),
        [`${fact} According to ${source}.`],
      );
    });
  }

  test('nothing is said while no server is known', () => {
    assert.deepEqual(codesOf(text, nothingKnown), []);
    assert.deepEqual(codesOf(text, { state: 'unknown', problem: { what: 'It is down.', remedy: 'Start it.' } }), []);
  });

  test('nothing is said of a tool that the list does not have', () => {
    assert.deepEqual(codesOf(text.replace('"t"', '"constructor"'), freshList(tools)), []);
  });
});

suite('A policy that is being written', () => {
  const knowledge = knowing({ x: { type: 'integer' }, mode: { enum: ['a', 'b'] } });
  const conditions: readonly (readonly [condition: string, codes: readonly string[]])[] = [
    ['{', []],
    ['{ "path": ', []],
    ['{ "path": "', []],
    ['{ "path": "args', []],
    ['{ "path": "args."', []],
    ['{ "path": "args.x."', []],
    ['{ "path": "y.z", "op": "eq", "value": 1 }', []],
    ['{ "path": 7, "op": "eq", "value": 1 }', []],
    ['{ "path": "args.y"', ['unknown-argument']],
    ['{ "path": "args.x", "op": ', []],
    ['{ "path": "args.x", "op": 7', []],
    ['{ "path": "args.x", "op": "like", "value": "a"', []],
    ['{ "path": "args.x", "op": "regex"', ['operator-never-matches']],
    ['{ "path": "args.x", "op": "eq", "value": ', []],
    ['{ "path": "args.x", "op": "eq", "value": {"a": 1}', []],
    ['{ "path": "args.x", "op": "eq", "value": [1]', []],
    ['{ "path": "args.x", "op": "gt", "value": "a"', []],
    ['{ "path": "args.mode", "op": "in", "value": "c"', []],
    ['{ "path": "args.mode", "op": "in", "value": ["c", ', ['value-never-matches']],
    ['{ "path": "args.mode", "op": "in", "value": []', []],
    ['{ "path": "args.mode", "op": "in", "value": ["c", null, {}]', ['value-never-matches']],
    ['{ "path": "args.mode", "op": "regex", "value": "("', []],
    ['{ "path": "args.mode", "op": "exists", "value": 7', []],
  ];
  for (const [condition, codes] of conditions) {
    test(`${condition} … ${codes.join(', ') || 'nothing'}`, () => {
      const start = '{"version": "1", "default": "deny", "tools": {"t": {"require": [{"conditions": [';
      assert.deepEqual(codesOf(start + condition, knowledge), codes);
    });
  }

  test('never throws, however its text is cut, and marks what is there', () => {
    const cut = fc.tuple(
      fc.constantFrom(...markedPolicies()),
      fc.array(fc.tuple(fc.nat(), fc.nat(60)), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(cut, ([policy, cuts]) => {
        let { text } = policy;
        for (const [at, length] of cuts) {
          const offset = at % Math.max(1, text.length);
          text = text.slice(0, offset) + text.slice(offset + length);
        }
        for (const { span } of problemsOf(text, policy.knowledge)) {
          assert.ok(span.length > 0 && span.offset + span.length <= text.length);
        }
      }),
    );
  });

  test('says nothing of consequences before the condition is whole', () => {
    const [problem] = problemsOf(policyOf({ require: [{ conditions: [{ path: 'args.y' }] }] }), knowledge);
    assert.equal(
      problem?.message,
      'Tool "t" has no argument "y". Did you mean "x"? According to Test Server, listed 1970-01-01 00:00 UTC.',
    );
  });
});

suite('However much there is to check', () => {
  const values = Array.from({ length: 1_000 }, (_, index) => `value ${index}`);

  test('long lists of values end in silence, not in waiting', () => {
    const tools = Array.from({ length: 300 }, (_, index) => ({
      name: `t${index}`,
      inputSchema: { type: 'object', properties: { x: { enum: values } } },
    }));
    const list: ToolList = { server: 'S', tools, skipped: [] };
    for (const op of ['eq', 'regex', 'contains']) {
      const rule = { conditions: [{ path: 'args.x', op, value: 'nothing of the kind' }] };
      const policy = Object.fromEntries(tools.map(({ name }) => [name, { require: [rule] }]));
      const text = JSON.stringify({ version: '1', default: 'deny', tools: policy });
      const problems = problemsOf(text, { state: 'fresh', list });
      assert.ok(problems.length > 0 && problems.length < tools.length, `${problems.length}`);
    }
  });

  test('what was meant is only asked for the first hundred', () => {
    const rules = Array.from({ length: 300 }, () => ({ conditions: [{ path: 'args.amuont', op: 'eq', value: 1 }] }));
    const problems = problemsOf(policyOf({ require: rules }), knowing({ amount: {} }));
    assert.equal(problems.length, 300);
    assert.equal(problems.filter(({ replacements = [] }) => replacements.length > 0).length, 100);
  });
});
