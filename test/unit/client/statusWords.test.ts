import assert from 'node:assert/strict';
import { ageInWords } from '../../../client/servers/age.ts';
import { statusWords } from '../../../client/servers/statusWords.ts';
import { savedWords } from '../../../client/tools/snapshotWords.ts';
import type { ToolKnowledgeResult } from '../../../server/protocol/requests.ts';

const now = new Date(2026, 0, 31, 12, 0).getTime();
const daysAgo = (days: number) => new Date(2026, 0, 31 - days, 23, 59).getTime();

suite('How old something is', () => {
  const ages: readonly (readonly [days: number, words: string])[] = [
    [1, 'yesterday'],
    [2, '2 days ago'],
    [13, '13 days ago'],
    [14, '2 weeks ago'],
    [45, '6 weeks ago'],
    [100, '3 months ago'],
    [729, '23 months ago'],
    [1000, '2 years ago'],
  ];
  for (const [days, words] of ages) {
    test(`${days} days: ${words}`, () => assert.equal(ageInWords(daysAgo(days), now), words));
  }

  test('today it is a time of day, also where a clock is ahead', () => {
    for (const moment of [now - 60_000, now, now + 60_000, daysAgo(-1)])
      assert.match(ageInWords(moment, now), /^at \d/);
  });
});

suite('What the status of a policy says of its server', () => {
  const problem = { what: 'It does not answer.', remedy: 'Start it.' };
  const list = { toolCount: 12, skipped: [], server: 'Shop', definition: 'shop' } as const;
  const told: readonly (readonly [
    what: string,
    knowledge: ToolKnowledgeResult,
    text: string,
    detail: RegExp,
    severity: string,
  ])[] = [
    [
      'nothing',
      { state: 'unknown', toolCount: 0, skipped: [] },
      'No MCP server connected',
      /^Tool names are not known$/,
      'information',
    ],
    [
      'a server that was never asked',
      { state: 'unknown', toolCount: 0, skipped: [], server: 'shop' },
      'shop: not connected',
      /not known/,
      'information',
    ],
    [
      'a server that does not answer',
      { state: 'unknown', toolCount: 0, skipped: [], server: 'shop', problem },
      'shop cannot be reached',
      /^It does not answer\. Start it\.$/,
      'error',
    ],
    [
      'a list of now',
      { ...list, state: 'fresh', from: 'live', fetchedAt: now },
      'Shop: 12 tools',
      /^listed at /,
      'information',
    ],
    ['one tool', { ...list, toolCount: 1, state: 'fresh', from: 'live' }, 'Shop: 1 tool', /^$/, 'information'],
    [
      'a list that is kept',
      { ...list, state: 'fresh', from: 'live', fetchedAt: now, watch: { state: 'connected' } },
      'Shop: 12 tools',
      /; kept up to date$/,
      'information',
    ],
    [
      'a connection that was lost',
      {
        ...list,
        state: 'stale',
        from: 'live',
        fetchedAt: now,
        problem,
        watch: { state: 'waiting', retryAt: now + 4_000, attempt: 2 },
      },
      'Shop: 12 tools, not current',
      /tried again in 4 seconds; It does not answer/,
      'warning',
    ],
    [
      'a list that could not be read again',
      { ...list, state: 'stale', from: 'live', fetchedAt: now, problem },
      'Shop: 12 tools, not current',
      /^listed at .*; It does not answer/,
      'warning',
    ],
    [
      'a list of an earlier session',
      { ...list, state: 'stale', from: 'earlier', fetchedAt: daysAgo(1) },
      'Shop: 12 tools, not current',
      /^listed yesterday$/,
      'information',
    ],
    [
      'the same after a failure',
      { ...list, state: 'stale', from: 'earlier', fetchedAt: daysAgo(1), problem },
      'Shop: 12 tools, not current',
      /^listed yesterday; It does not answer/,
      'warning',
    ],
    [
      'a snapshot',
      { ...list, state: 'stale', from: 'snapshot', fetchedAt: daysAgo(3) },
      'Shop: 12 tools, saved 3 days ago',
      /^From a snapshot file$/,
      'information',
    ],
    [
      'a snapshot that does not say when',
      { ...list, state: 'stale', from: 'snapshot' },
      'Shop: 12 tools, from a snapshot',
      /snapshot file/,
      'information',
    ],
    [
      'a list that is not complete',
      { ...list, state: 'fresh', from: 'live', cutShort: 'Only 200 pages were read.' },
      'Shop: 12 tools',
      /^Only 200 pages were read\.$/,
      'information',
    ],
  ];
  for (const [what, knowledge, text, detail, severity] of told) {
    test(what, () => {
      const words = statusWords(knowledge, now);
      assert.equal(words.text, text);
      assert.match(words.detail, detail);
      assert.equal(words.severity, severity);
    });
  }

  test('a server’s own words make no links, icons or lines', () => {
    const hostile = '$(check) [x](command:y)\nz';
    const words = statusWords({ ...list, server: hostile, state: 'fresh', cutShort: hostile }, now);
    for (const shown of [words.text, words.detail]) {
      assert.doesNotMatch(shown, /\$\(|\]\(/);
    }
    assert.doesNotMatch(words.text, /\n/);
  });

  test('what was saved is counted', () => {
    const text = '{"server": "Shop\\n$(x)", "tools": [{}, {}]}';
    assert.match(savedWords('a.mcptools.json', text, true), /^a\.mcptools\.json holds 2 tools of Shop<U\+000A>/);
    assert.match(
      savedWords('a', '{"server": "Shop", "tools": [{}]}', false),
      /^a is up to date: it holds 1 tool of Shop\.$/,
    );
  });
});
