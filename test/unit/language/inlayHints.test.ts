import assert from 'node:assert/strict';
import { inlayHints } from '../../../server/language/inlayHints.ts';
import { atCursor } from '../../markedCursor.ts';

/** The text with each hint written where it stands: `«…»`. `range`: from the first to the last line, counted from 0. */
function hinted(text: string, range: readonly [number, number] = [0, 1000]): string {
  const { document } = atCursor(`${text}|`);
  const hints = inlayHints(document, {
    start: { line: range[0], character: 0 },
    end: { line: range[1], character: 1000 },
  });
  const places = hints.map(({ position, label }) => ({ at: document.text.offsetAt(position), label }));
  return places
    .sort((left, right) => right.at - left.at)
    .reduce((before, { at, label }) => `${before.slice(0, at)}«${String(label)}»${before.slice(at)}`, text);
}

const policy = `{"all_tools": {"limits": [{"counter": "all", "window": "day", "max": 500, "scope": "grant"}]},
  "tools": {
    "a": {
      "limits": [
        {"counter": "a", "window": "minute", "max": 30, "scope": "grant"},
        {"counter": "b", "window": "hour", "max": 600, "scope": "grant", "increment_from": "args.amount"}
      ]
    },
    "b": {"rate_limit": {"max": 10, "window": 60}}
  }
}`;

suite('Inlay hints', () => {
  test('stand behind each limit and say what it comes to', () => {
    assert.equal(
      hinted(policy),
      `{"all_tools": {"limits": [{"counter": "all", "window": "day", "max": 500, "scope": "grant"}«≤ 1,000 where two days meet»]},
  "tools": {
    "a": {
      "limits": [
        {"counter": "a", "window": "minute", "max": 30, "scope": "grant"}«≤ 1,800/hour, 43,200/day»,
        {"counter": "b", "window": "hour", "max": 600, "scope": "grant", "increment_from": "args.amount"}«≤ 14,400 units of amount/day, 1,200 where two hours meet»
      ]
    },
    "b": {"rate_limit": {"max": 10, "window": 60}«≤ 600/hour, 14,400/day per session»}
  }
}`,
    );
  });

  test('only within the range', () => {
    assert.equal(hinted(policy, [4, 4]).match(/«/g)?.length, 1);
    assert.equal(hinted(policy, [6, 7]), policy);
  });

  const silent: Readonly<Record<string, string>> = {
    'a limit that is not whole': '{"tools": {"a": {"limits": [{"counter": "a", "window": "minute"}]}}}',
    'a limit that is still open': '{"tools": {"a": {"limits": [{"counter": "a", "window": "minute", "max": 3',
    'limits of the same counter, of which nobody knows what they come to':
      '{"tools": {"a": {"limits": [{"counter": "a", "window": "minute", "max": 3}, {"counter": "a", "window": "hour", "max": 3}]}}}',
    'Intercept’s form': '{"tools": {"a": {"rate_limit": "5/hour"}}}',
    'an empty file': '',
  };
  for (const [what, text] of Object.entries(silent)) {
    test(`none behind ${what}`, () => assert.equal(hinted(text), text));
  }

  test('have the worst case as their tooltip', () => {
    const { document } = atCursor(`${policy}|`);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 1000 } };
    const [hint] = inlayHints(document, range);
    assert.deepEqual(hint?.tooltip, {
      kind: 'markdown',
      value: [
        'At most 30 calls a minute for each grant.',
        '',
        '- In an hour of the clock: 1,800; the tighter `all` over all tools allows 500',
        '- In a UTC day: 43,200; the tighter `all` over all tools allows 500',
        '- Where two minutes meet, within a moment (assumed): 60',
        '',
        '_(assumed)_ Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.',
      ].join('\n'),
    });
  });

  test('a hostile name of an argument stays on its line', () => {
    const text =
      '{"tools": {"a": {"limits": [{"counter": "a", "window": "day", "max": 1, "increment_from": "args.a\\nb\\u202e"}]}}}';
    assert.match(hinted(text), /«≤ 2 units of a<U\+000A>b<U\+202E> where two days meet»/);
  });
});
