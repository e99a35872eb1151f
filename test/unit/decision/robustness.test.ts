import assert from 'node:assert/strict';
import fastCheck, { type Arbitrary } from 'fast-check';
import { compilePolicy } from '../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import { replay } from '../../../server/decision/replay.ts';
import { standingOf } from '../../../server/decision/standing.ts';
import { isJsonObject } from '../../../server/policy/json.ts';
import { parseTree } from '../../../server/policy/syntax/syntaxTree.ts';
import { call } from './decided.ts';

const words = [
  ...[
    'version',
    'default',
    'hide',
    'all_tools',
    'tools',
    'charge',
    'require',
    'deny_if',
    'limits',
    'conditions',
    'on_deny',
  ],
  ...[
    'path',
    'op',
    'value',
    'counter',
    'window',
    'max',
    'scope',
    'increment_from',
    'rate_limit',
    'action',
    'reason',
    'rules',
  ],
  ...[
    'args.a',
    'args.',
    'eq',
    'in',
    'regex',
    'exists',
    'contains',
    'gt',
    'minute',
    'grant',
    'allow',
    'deny',
    '*',
    '(',
    '__proto__',
  ],
];

/** Any JSON, made of the format's own words in any wrong place. */
const wordsAnywhere: Arbitrary<unknown> = fastCheck.letrec((tie) => ({
  value: fastCheck.oneof(
    { maxDepth: 6 },
    fastCheck.oneof(fastCheck.constantFrom(...words), fastCheck.jsonValue({ maxDepth: 0 })),
    fastCheck.dictionary(fastCheck.constantFrom(...words), tie('value'), { maxKeys: 6 }),
    fastCheck.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

/** A policy whose every part may be any JSON. */
const nearlyAPolicy: Arbitrary<unknown> = fastCheck.record(
  {
    default: fastCheck.oneof(fastCheck.constant('allow'), wordsAnywhere),
    hide: wordsAnywhere,
    all_tools: fastCheck.record({ limits: fastCheck.array(wordsAnywhere, { maxLength: 2 }) }, { requiredKeys: [] }),
    tools: fastCheck.record({
      charge: fastCheck.record(
        {
          require: fastCheck.array(
            fastCheck.oneof(fastCheck.record({ conditions: fastCheck.array(wordsAnywhere) }), wordsAnywhere),
          ),
          deny_if: fastCheck.array(
            fastCheck.oneof(fastCheck.record({ conditions: fastCheck.array(wordsAnywhere) }), wordsAnywhere),
          ),
          limits: fastCheck.array(wordsAnywhere),
          rate_limit: wordsAnywhere,
          action: wordsAnywhere,
          reason: wordsAnywhere,
        },
        { requiredKeys: [] },
      ),
    }),
  },
  { requiredKeys: ['default'] },
);

const anyArguments = fastCheck.oneof(
  fastCheck.object({ maxDepth: 3, key: fastCheck.constantFrom('a', 'b', '') }),
  fastCheck.dictionary(fastCheck.string(), fastCheck.jsonValue()),
);

/** Compiles the text, if any tree comes of it, and asks everything of it that can be asked. */
function exercise(text: string, args: unknown, at: number): void {
  const { root } = parseTree(text);
  if (root === undefined) return;
  const policy = compilePolicy(root);
  const plain: unknown = JSON.parse(JSON.stringify(args) ?? '{}');
  const given = call({ args: isJsonObject(plain) ? plain : {}, at });
  const counters = new Counters();
  for (const upstream of ['ok', 'tool_error', 'error'] as const) {
    const decision = decide(policy, counters, { ...given, upstream });
    assert.ok(decision.steps.length > 0);
  }
  replay(policy, [{ ...given, times: 3 }]);
  standingOf(policy, 'charge');
  for (const problem of policy.problems) assert.ok(problem.span.offset + problem.span.length <= text.length);
}

suite('Nothing that a file or an agent can hold makes the engine throw', () => {
  const anyTime = fastCheck.oneof(fastCheck.double(), fastCheck.integer(), fastCheck.constant(1e300));

  test('any JSON', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.json(), anyArguments, anyTime, (text, args, at) => exercise(text, args, at)),
    );
  });

  test("the format's own words in wrong places", () => {
    fastCheck.assert(
      fastCheck.property(wordsAnywhere, anyArguments, anyTime, (value, args, at) =>
        exercise(JSON.stringify(value), args, at),
      ),
      { numRuns: 500 },
    );
  });

  test('policies with parts that are something else', () => {
    fastCheck.assert(
      fastCheck.property(nearlyAPolicy, anyArguments, anyTime, (value, args, at) =>
        exercise(JSON.stringify(value), args, at),
      ),
      { numRuns: 500 },
    );
  });

  test('text that breaks off anywhere', () => {
    const whole = JSON.stringify({
      version: '1',
      default: 'deny',
      hide: ['x'],
      all_tools: { limits: [{ counter: 'calls', window: 'hour', max: 9, scope: 'grant' }] },
      tools: {
        charge: {
          require: [{ conditions: [{ path: 'args.a', op: 'in', value: [1, 'x'] }], on_deny: 'No.' }],
          limits: [{ counter: 'c', window: 'minute', max: 1, scope: 'grant', increment_from: 'args.a' }],
          rate_limit: { max: 1, window: 60 },
        },
      },
    });
    for (let length = 0; length <= whole.length; length++) exercise(whole.slice(0, length), { a: 1 }, 0);
  });

  test('values that are no policy at all', () => {
    for (const text of ['null', '[]', '"policy"', '0', '{}', '[{}]']) exercise(text, {}, 0);
  });

  test('patterns of any kind', () => {
    const pattern = fastCheck.oneof(
      fastCheck.string(),
      fastCheck.string({ unit: 'binary' }),
      fastCheck.stringMatching(/^[()[\]{}*+?|\\^$a-z0-9,-]*$/),
    );
    fastCheck.assert(
      fastCheck.property(pattern, fastCheck.string(), (value, argument) => {
        const rule = { conditions: [{ path: 'args.a', op: 'regex', value }] };
        exercise(JSON.stringify({ default: 'deny', tools: { charge: { require: [rule] } } }), { a: argument }, 0);
      }),
      { numRuns: 1000 },
    );
  });
});
