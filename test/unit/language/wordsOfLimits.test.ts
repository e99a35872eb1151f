import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import { limitInShort } from '../../../server/language/words/limitInShort.ts';
import { limitInWords } from '../../../server/language/words/limitInWords.ts';
import { reachOf, tightestLimits } from '../../../server/language/words/limitReach.ts';
import { type ReadableLimit, readLimits, readRateLimit } from '../../../server/language/words/readableLimit.ts';
import { property } from '../../../server/policy/syntax/syntaxTree.ts';
import { atCursor } from '../../markedCursor.ts';
import { call, day, hour, minute, policyOf } from '../decision/decided.ts';

interface LimitOfTest {
  readonly counter: string;
  readonly window: string;
  readonly max: number;
  readonly scope?: string;
  readonly increment_from?: string;
}

/** The limits of the tool `charge`, and those over all tools. */
function limitsIn(policy: { own?: readonly unknown[]; shared?: readonly unknown[] }): {
  own: ReadableLimit[];
  shared: ReadableLimit[];
} {
  const { own = [], shared = [] } = policy;
  const text = JSON.stringify({ all_tools: { limits: shared }, tools: { charge: { limits: own } } });
  const { written } = atCursor(`${text}|`).document;
  return { own: readLimits(written.tools[0]?.limits ?? []), shared: readLimits(written.allToolsLimits) };
}

function rateLimitOf(rateLimit: unknown): ReadableLimit | undefined {
  const { root } = atCursor(`${JSON.stringify({ rate_limit: rateLimit })}|`).document;
  return readRateLimit(property(root, 'rate_limit')?.value);
}

const alignment = '_(assumed)_ Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.';

suite('A limit in words', () => {
  const cases: readonly (readonly [string, { own?: LimitOfTest[]; shared?: LimitOfTest[] }, string[]])[] = [
    [
      'of a minute',
      { own: [{ counter: 'a', window: 'minute', max: 30, scope: 'grant' }] },
      [
        'At most 30 calls a minute for each grant.',
        '',
        '- In an hour of the clock: 1,800',
        '- In a UTC day: 43,200',
        '- Where two minutes meet, within a moment (assumed): 60',
        '',
        alignment,
      ],
    ],
    [
      'of an hour, beside tighter ones',
      {
        own: [
          { counter: 'a', window: 'hour', max: 1000, scope: 'grant' },
          { counter: 'b', window: 'minute', max: 5, scope: 'grant' },
        ],
        shared: [{ counter: 'all', window: 'day', max: 2000, scope: 'grant' }],
      },
      [
        'At most 1,000 calls an hour for each grant.',
        '',
        '- In a UTC day: 24,000; the tighter `all` over all tools allows 2,000',
        '- Where two hours meet, within a moment (assumed): 2,000; the tighter `b` allows 10',
        '',
        alignment,
      ],
    ],
    [
      'over all tools, of one call',
      { shared: [{ counter: 'a', window: 'day', max: 1, scope: 'grant', increment_from: 'args.ignored' }] },
      [
        'At most 1 call a day over all tools for each grant.',
        '',
        '- Where two days meet, within a moment (assumed): 2',
        '',
        alignment,
      ],
    ],
    [
      'of units, which limits of calls say nothing about',
      {
        own: [
          { counter: 'a', window: 'hour', max: 5000, scope: 'team', increment_from: 'args.amount' },
          { counter: 'b', window: 'minute', max: 1, scope: 'grant' },
        ],
      },
      [
        'At most 5,000 units of `amount` an hour for each grant.',
        '',
        '- In a UTC day: 120,000',
        '- Where two hours meet, within a moment (assumed): 10,000',
        '- A call without a number as `amount` is denied, decimals are cut off, and a negative number lowers the count (assumed)',
        '',
        alignment,
        '',
        '_(assumed)_ `increment_from` adds the named argument to the counter instead of 1.',
        '',
        '_(assumed)_ A `scope` other than `grant` counts per grant.',
      ],
    ],
    [
      'that shares its counter',
      {
        own: [
          { counter: 'a', window: 'hour', max: 5, scope: 'grant' },
          { counter: 'a', window: 'minute', max: 1, scope: 'grant' },
        ],
      },
      [
        'At most 5 calls an hour for each grant. What it comes to cannot be told: another limit of the same list counts with `a`, too.',
        '',
        '_(assumed)_ A counter that one list of limits names twice is one counter: each of these limits charges it, and resets it when its own window starts elsewhere.',
      ],
    ],
  ];
  for (const [what, limits, lines] of cases) {
    test(what, () => {
      const { own, shared } = limitsIn(limits);
      const [limit] = [...own, ...shared];
      assert.ok(limit !== undefined);
      assert.equal(limitInWords(limit, tightestLimits([...own, ...shared])), lines.join('\n'));
    });
  }

  test('a rate_limit of the catalogue', () => {
    const limit = rateLimitOf({ max: 10, window: 45 });
    assert.ok(limit !== undefined);
    assert.equal(
      limitInWords(limit),
      [
        'At most 10 calls every 45 seconds for each agent session.',
        '',
        '- In an hour of the clock: 800',
        '- In a UTC day: 19,200',
        '- Where two windows meet, within a moment (assumed): 20',
        '- A new session begins at 0',
        '',
        '_(assumed)_ `rate_limit` counts per agent session and tool, in windows aligned to multiples of its length since the epoch.',
      ].join('\n'),
    );
  });

  const broken: readonly unknown[] = [
    {},
    5,
    { counter: '', window: 'minute', max: 1 },
    { counter: 'a', window: 'week', max: 1 },
    { counter: 'a', window: 'constructor', max: 1 },
    { counter: 'a', window: 'minute', max: 0 },
    { counter: 'a', window: 'minute', max: 1.5 },
    { counter: 'a', window: 'minute', max: '1' },
    { counter: 'a', window: 'minute', max: 1, increment_from: 'amount' },
  ];
  for (const limit of broken) {
    test(`nothing of ${JSON.stringify(limit)}`, () => assert.deepEqual(limitsIn({ own: [limit] }).own, []));
  }
  for (const rateLimit of ['5/hour', {}, { max: 1, window: 0 }, { max: 1, window: 'minute' }]) {
    test(`nothing of a rate_limit ${JSON.stringify(rateLimit)}`, () => assert.equal(rateLimitOf(rateLimit), undefined));
  }
});

suite('A limit in short', () => {
  const cases: readonly (readonly [string, Partial<LimitOfTest>])[] = [
    ['≤ 1,800/hour, 43,200/day', { window: 'minute', max: 30 }],
    ['≤ 14,400/day, 1,200 where two hours meet', { window: 'hour', max: 600 }],
    ['≤ 400 where two days meet', { window: 'day', max: 200 }],
    ['≤ 300,000 units of amount/hour, 7,200,000/day', { window: 'minute', max: 5000, increment_from: 'args.amount' }],
    ['≤ 2 units of a.b where two days meet', { window: 'day', max: 1, increment_from: 'args.a.b' }],
  ];
  for (const [words, limit] of cases) {
    test(words, () => {
      const [own] = limitsIn({ own: [{ counter: 'a', scope: 'grant', ...limit }] }).own;
      assert.equal(own && limitInShort(own), words);
    });
  }

  const rateLimits: readonly (readonly [string, object])[] = [
    ['≤ 600/hour, 14,400/day per session', { max: 10, window: 60 }],
    ['≤ 240/day, 20 where two windows meet per session', { max: 10, window: 3600 }],
    ['≤ 20 where two windows meet per session', { max: 10, window: 100_000 }],
  ];
  for (const [words, rateLimit] of rateLimits) {
    test(`rate_limit: ${words}`, () => {
      const limit = rateLimitOf(rateLimit);
      assert.equal(limit && limitInShort(limit), words);
    });
  }
});

suite('Laws of what a limit comes to', () => {
  const limit = fastCheck.record({
    window: fastCheck.constantFrom('minute', 'hour', 'day'),
    max: fastCheck.integer({ min: 1, max: 40 }),
  });
  const limits = fastCheck
    .array(limit, { minLength: 1, maxLength: 3 })
    .map((list) => list.map((one, index) => ({ ...one, counter: `counter ${index}`, scope: 'grant' })));

  test('the tightest limits are the same, whether those over all tools are looked at with the own ones or once before', () => {
    fastCheck.assert(
      fastCheck.property(limits, limits, (own, shared) => {
        const read = limitsIn({ own, shared });
        assert.deepEqual(
          tightestLimits(read.own, tightestLimits(read.shared)),
          tightestLimits([...read.own, ...read.shared]),
        );
      }),
    );
  });

  test('an agent that never stops calling gets no further than the tightest limit says, and by one limit just as far', () => {
    fastCheck.assert(
      fastCheck.property(limits, fastCheck.nat(1), (list, ownCount) => {
        const [own, shared] = [list.slice(0, list.length - ownCount), list.slice(list.length - ownCount)];
        const read = limitsIn({ own, shared });
        const all = [...read.own, ...read.shared];
        const tightest = tightestLimits(all).get(undefined);
        assert.ok(tightest !== undefined);
        const policy = policyOf({ all_tools: { limits: shared }, tools: { charge: { limits: own } } });
        const counters = new Counters();
        const passAt = (at: number): number => {
          let passed = 0;
          while (evaluate(policy, counters, call({ at })).outcome === 'allowed') passed++;
          return passed;
        };
        const midnight = Date.UTC(2026, 2, 2);
        const atTurn = passAt(midnight - 1) + passAt(midnight);
        let [inHour, inDay] = [0, 0];
        for (let at = midnight + day; at < midnight + 2 * day; at += minute) {
          const passed = passAt(at);
          inDay += passed;
          if (at < midnight + day + hour) inHour += passed;
        }
        const bySteps = { turn: atTurn, hour: inHour, day: inDay };
        for (const stretch of ['turn', 'hour', 'day'] as const) {
          assert.ok(bySteps[stretch] <= tightest[stretch].most, stretch);
          if (all.length === 1) assert.equal(bySteps[stretch], tightest[stretch].most, stretch);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('windows of any length: some day holds as many of them as are said, and none holds more', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.integer({ min: 1, max: 200_000 }), (seconds) => {
        const limit = rateLimitOf({ max: 1, window: seconds });
        assert.ok(limit !== undefined);
        const reach = reachOf(limit);
        for (const [length, most] of [
          [3600, reach.hour],
          [86_400, reach.day],
        ] as const) {
          let seen = 0;
          // After as many stretches as a window has seconds, the two lie to each other as in the beginning.
          for (let index = 0; index < seconds; index++) {
            const [first, last] = [index * length, (index + 1) * length - 1];
            seen = Math.max(seen, Math.floor(last / seconds) - Math.floor(first / seconds) + 1);
          }
          assert.equal(seen, most);
        }
      }),
      { numRuns: 60 },
    );
  });
});
