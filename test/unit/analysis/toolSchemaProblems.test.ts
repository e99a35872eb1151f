import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toolSchemaProblems } from '../../../server/analysis/toolSchemaProblems.ts';
import { amountOf } from '../../../server/decision/charge.ts';
import { compilePolicy } from '../../../server/decision/compilePolicy.ts';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../server/policy/policyProblems.ts';
import type { Problem } from '../../../server/policy/problem.ts';
import { replaced } from '../../../server/policy/replacement.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { accepts } from '../../../server/tools/schema/accepts.ts';
import { newReading } from '../../../server/tools/schema/reading.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { markedPolicies } from '../../markedPolicy.ts';
import { freshList } from '../../toolLists.ts';

function parsed(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

/** A policy whose tool `t` has these rules and limits. */
function policyOf(tool: JsonObject): string {
  return JSON.stringify({ version: '1', default: 'deny', tools: { t: tool } });
}

function requiring(path: string, op: string, value: JsonValue): string {
  return policyOf({ require: [{ conditions: [{ path, op, value }] }] });
}

/** A server whose tool `t` takes these arguments. */
function knowing(properties: JsonObject): ToolKnowledge {
  return freshList([{ name: 't', inputSchema: { type: 'object', properties } }]);
}

function problemsOf(text: string, knowledge: ToolKnowledge): Problem[] {
  return toolSchemaProblems(parsed(text), knowledge);
}

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

const scalar = fc.oneof(
  fc.constantFrom<JsonValue>('a', 'b', 'ab', '', '5', '5.0', 'true', 'True', '<nil>', '[a]', 'map[a:b]', '1e+06'),
  fc.constantFrom<JsonValue>(0, 1, 5, -1, 2.5, 1_000_000, true, false),
);
const argumentValue = fc.oneof(
  scalar,
  fc.constant(null),
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constant('a'), scalar),
) as fc.Arbitrary<JsonValue>;

/** Schemas that say much of little, so that what is generated besides often fits. */
const simpleSchema = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom<JsonValue>('string', 'integer', 'number', 'boolean', 'array', 'object', ['string', 'null']),
      minimum: fc.constantFrom(-1, 0, 2),
      exclusiveMaximum: fc.constantFrom(3, 5, 6),
      items: fc.constantFrom<JsonValue>({ type: 'integer' }, { enum: ['a', 5] }),
      properties: fc.constantFrom<JsonValue>({ a: { type: 'string' } }, { a: { type: 'integer' } }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.array(argumentValue, { minLength: 1, maxLength: 3 }) }),
  fc.record({ const: argumentValue }),
) as fc.Arbitrary<JsonValue>;
const argumentSchema = fc.oneof(
  simpleSchema,
  fc
    .tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), fc.array(simpleSchema, { minLength: 1, maxLength: 2 }))
    .map(([keyword, parts]): JsonValue => ({ [keyword]: parts })),
);
const operator = fc.constantFrom('eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'exists', 'regex', 'contains');
const path = fc.constantFrom('args.x', 'args.x.a', 'args.x.b', 'args.y');

/** The calls among some that the schema takes. */
function validCalls(properties: JsonObject, values: readonly JsonValue[]): JsonObject[] {
  const schema: JsonObject = { type: 'object', properties };
  return [{}, ...values.map((x) => ({ x }))].filter((args) => accepts(schema, args, newReading(schema)));
}

suite('What is said never to come true does not, whatever call keeps to the schema', () => {
  test('of a condition', () => {
    let judged = 0;
    const written = fc.tuple(path, operator, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })));
    fc.assert(
      fc.property(argumentSchema, written, fc.array(argumentValue), (x, [at, op, value], values) => {
        const text = requiring(at, op, value);
        const problems = problemsOf(text, knowing({ x }));
        const { root } = parsed(text);
        assert.ok(root);
        const condition = compilePolicy(root).tools.get('t')?.rules[0]?.conditions[0];
        assert.ok(condition);
        for (const { message, span } of problems) {
          for (const args of validCalls({ x }, values)) {
            judged += 1;
            if (message.includes('never holds')) assert.equal(condition.holds(args), false, message);
            else if (message.includes('always holds')) assert.equal(condition.holds(args), true, message);
            else if (message.includes('holds whenever')) {
              assert.equal(condition.holds(args), condition.find(args) !== undefined, message);
            } else {
              assert.match(message, /this element has no effect/);
              const element = JSON.parse(text.slice(span.offset, span.offset + span.length));
              const alone = compilePolicy(parsed(requiring(at, 'eq', element)).root ?? root).tools.get('t');
              assert.equal(alone?.rules[0]?.conditions[0]?.holds(args), false, message);
            }
          }
        }
      }),
      { numRuns: 3_000 },
    );
    assert.ok(judged > 100, `${judged} judged`);
  });

  test('of a weight', () => {
    let judged = 0;
    fc.assert(
      fc.property(argumentSchema, path, fc.array(argumentValue), (x, at, values) => {
        const limit = { counter: 'c', window: 'day', max: 5, scope: 'grant', increment_from: at };
        const text = policyOf({ limits: [limit] });
        const { root } = parsed(text);
        assert.ok(root);
        const [compiled] = compilePolicy(root).tools.get('t')?.limits ?? [];
        assert.ok(compiled);
        if (problemsOf(text, knowing({ x })).length === 0) return;
        for (const args of validCalls({ x }, values)) {
          judged += 1;
          assert.equal(amountOf(compiled, args), undefined);
        }
      }),
      { numRuns: 1_000 },
    );
    assert.ok(judged > 100, `${judged} judged`);
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
