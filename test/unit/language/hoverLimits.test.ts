import assert from 'node:assert/strict';
import { freshList } from '../../toolLists.ts';
import { hoveredText, hoverText } from './hoverText.ts';

const alignment = '_(assumed)_ Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.';
const thirty = [
  'At most 30 calls a minute for each grant.',
  '',
  '- In an hour of the clock: 1,800; the tighter `b` allows 90',
  '- In a UTC day: 43,200; the tighter `all` over all tools allows 500',
  '- Where two minutes meet, within a moment (assumed): 60',
  '',
  alignment,
].join('\n');

/** A limit of `charge` beside one for an hour, and one over all tools. */
const beside = (limit: string) =>
  `{"all_tools": {"limits": [{"counter": "all", "window": "day", "max": 500, "scope": "grant"}]},
    "tools": {"charge": {"limits": [${limit}, {"counter": "b", "window": "hour", "max": 90, "scope": "grant"}]}}}`;

suite('Hover on a limit', () => {
  const places: readonly (readonly [string, string])[] = [
    ['|{"counter": "a", "window": "minute", "max": 30, "scope": "grant"}', thirty],
    ['{"counter": "|a", "window": "minute", "max": 30, "scope": "grant"}', thirty],
    ['{"counter": "a", "window": "min|ute", "max": 30, "scope": "grant"}', thirty],
    ['{"counter": "a", "window": "minute", "max": 3|0, "scope": "grant"}', thirty],
    [
      '{"counter": "a", "window": "minute", "max|": 30, "scope": "grant"}',
      `**max** · Maximum\n\nHow many calls (or units, with \`increment_from\`) pass in each window: exactly this many.\n\n${thirty}`,
    ],
  ];
  for (const [limit, text] of places) test(limit, () => assert.equal(hoverText(beside(limit)), text));

  test('a key of one that is not whole', () => {
    assert.equal(
      hoverText(beside('{"win|dow": }')),
      '**window** · Window\n\nHow long calls are counted before the counter starts again.',
    );
    assert.equal(hoverText(beside('{"window": "minu|te"}')), undefined);
  });

  test('over all tools', () => {
    assert.equal(
      hoverText('{"all_tools": {"limits": [|{"counter": "a", "window": "hour", "max": 5, "scope": "grant"}]}}'),
      [
        'At most 5 calls an hour over all tools for each grant.',
        '',
        '- In a UTC day: 120',
        '- Where two hours meet, within a moment (assumed): 10',
        '',
        alignment,
      ].join('\n'),
    );
  });

  test('its weight: the argument, then the limit', () => {
    const knowledge = freshList([{ name: 'charge', inputSchema: { properties: { amount: { type: 'number' } } } }]);
    const text = hoverText(
      beside('{"counter": "a", "window": "day", "max": 1, "scope": "grant", "increment_from": "args.amount|"}'),
      knowledge,
    );
    assert.match(
      text ?? '',
      /^\*\*args\\\.amount\*\* \(number\)\n\n_Test Server, .*_\n\nAt most 1 unit of `amount` a day for each grant\.\n/,
    );
  });

  test('a rate_limit of the catalogue, at its key and within', () => {
    const words = [
      'At most 5 calls every 60 seconds for each agent session.',
      '',
      '- In an hour of the clock: 300',
      '- In a UTC day: 7,200',
      '- Where two windows meet, within a moment (assumed): 10',
      '- A new session begins at 0',
      '',
      '_(assumed)_ `rate_limit` counts per agent session and tool, in windows aligned to multiples of its length since the epoch.',
    ].join('\n');
    const at = (rateLimit: string) => hoverText(`{"tools": {"a": {${rateLimit}}}}`);
    assert.equal(at('"rate_limit": {"max": |5, "window": 60}'), words);
    assert.equal(at('"rate_limit": |{"max": 5, "window": 60}'), words);
    assert.equal(
      at('"rate_limit": {"max": 5, "win|dow": 60}'),
      `**window** · Window in seconds\n\nThe window's length in seconds.\n\n${words}`,
    );
    assert.ok(at('"rate_|limit": {"max": 5, "window": 60}')?.startsWith('**rate\\_limit** · Rate limit'));
    assert.ok(at('"rate_|limit": {"max": 5, "window": 60}')?.endsWith(words));
    assert.equal(at('"rate_limit": "5/h|our"'), undefined);
  });

  test('is about what stands under the cursor', () => {
    assert.equal(hoveredText(beside('{"counter": "a", "window": "minute", "max": 3|0}')), '30');
    assert.equal(
      hoveredText(beside('|{"counter": "a", "window": "minute", "max": 3}')),
      '{"counter": "a", "window": "minute", "max": 3}',
    );
  });
});
