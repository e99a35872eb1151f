import assert from 'node:assert/strict';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { freshList } from '../../toolLists.ts';
import { hoveredText, hoverText } from './hoverText.ts';

const knowledge = freshList([
  {
    name: 'create_charge',
    description: 'Charges a card.',
    inputSchema: {
      type: 'object',
      properties: {
        note: { type: 'string' },
        amount: { type: 'number', description: 'In cents.' },
        currency: { enum: ['usd', 'eur'] },
      },
      required: ['amount'],
    },
  },
  { name: 'evil', description: '<b>x</b> [click](command:x) ![i](http://x.invalid)\u202e', inputSchema: {} },
]);

const textAt = (marked: string, known: ToolKnowledge = knowledge) => hoverText(marked, known);

const risk = 'Financial, critical risk (a guess): The name says "charge", which moves money\\.';
const server = [
  'Charges a card\\.',
  '',
  '- **args\\.amount** (number, required): In cents\\.',
  '- **args\\.note** (string)',
  '- **args\\.currency** ("usd" \\| "eur")',
  '',
  '_Test Server, listed 1970\\-01\\-01 00\\:00 UTC_',
];

suite('Hover on a tool name', () => {
  test('says who chose its class', () => {
    assert.ok(knowledge.state === 'fresh');
    const risks = { settings: new Map([['create_charge', 'write'] as const]), snapshot: new Map() };
    assert.match(
      textAt('{"tools": {"create_|charge": {}}}', { ...knowledge, risks }) ?? '',
      /^Write, medium risk \(chosen in the settings\): Chosen in the settings, instead of "financial" by a guess/m,
    );
  });

  test('quotes what is suspicious in its texts, so that nothing of it means anything', () => {
    const shown = textAt('{"tools": {"e|vil": {}}}') ?? '';
    assert.match(
      shown,
      /^\*\*Suspicious texts\*\*, shown and not followed:\n- Its description has 1 direction control/m,
    );
    assert.doesNotMatch(shown, /\u202e|<b>|\]\(command/);
  });

  test('shows how risky the tool is, what the policy does to it, and what the server says of it', () => {
    assert.equal(
      textAt('{"tools": {"create_|charge": {}}}'),
      ['**create\\_charge**', '', risk, '', 'In this policy: allowed', '', ...server].join('\n'),
    );
  });

  test('says each rule, and what is assumed of rules and limits', () => {
    const tool = {
      require: [{ conditions: [{ path: 'args.note', op: 'exists', value: true }] }],
      deny_if: [
        {
          conditions: [
            { path: 'args.amount', op: 'gt', value: 5000 },
            { path: 'args.currency', op: 'eq', value: 'usd' },
          ],
          on_deny: 'Too much.',
        },
      ],
      limits: [{ counter: 'a', window: 'day', max: 9, scope: 'grant', increment_from: 'args.amount' }],
    };
    assert.equal(
      textAt(`{"tools": {"create_charge|": ${JSON.stringify(tool)}}}`),
      [
        '**create\\_charge**',
        '',
        risk,
        '',
        'In this policy: 2 rules, 9/day of args\\.amount per grant',
        '',
        '- Every call must have a value for `note`; otherwise it is denied.',
        '- Denies a call whose `amount` is more than 5000 and whose `currency` is `"usd"`, with the message “Too much\\.”.',
        '',
        '_(assumed)_ All conditions of a rule must hold (AND).',
        '',
        '_(assumed)_ `increment_from` adds the named argument to the counter instead of 1.',
        '',
        ...server,
      ].join('\n'),
    );
  });

  const standings: readonly (readonly [string, string])[] = [
    ['{"hide": ["create_charge|"], "tools": {"create_charge": {"deny_if": [{"conditions": []}]}}}', 'deny\\: hidden'],
    ['{"hide": ["*"], "tools": {"create_charge|": {}}}', 'deny\\: hidden'],
    ['{"tools": {"create_charge|": {"action": "deny", "reason": "No."}}}', 'blocked\\: No\\.'],
    ['{"tools": {"create_charge|": {"action": "require_approval"}}}', 'approval\\: Requires human approval\\.'],
    ['{"tools": {"create_charge|": {"rate_limit": {"max": 5, "window": 60}}}}', '5/min per session'],
    ['{"tools": {"create_charge|": ', 'allowed'],
  ];
  for (const [marked, standing] of standings) {
    test(`${standing}: ${marked}`, () => {
      assert.match(textAt(marked) ?? '', new RegExp(`\n\nIn this policy: ${standing.replaceAll('\\', '\\\\')}\n`));
    });
  }

  test('is about the name, quotes included', () => {
    assert.equal(hoveredText('{"tools": {"a|b": {}}}'), '"ab"');
    assert.equal(hoveredText('{"hide": ["a", |"b"]}'), '"b"');
  });

  test('says when the list is not current', () => {
    assert.ok(knowledge.state === 'fresh');
    const text = textAt('{"hide": ["|create_charge"]}', { ...knowledge, state: 'stale' });
    assert.match(text ?? '', /UTC \\\(not current\\\)_$/);
    const saved = textAt('{"hide": ["|create_charge"]}', { ...knowledge, state: 'stale', from: 'snapshot' });
    assert.match(saved ?? '', /UTC \\\(from a snapshot\\\)_$/);
  });

  test('says what is missing while nothing is known', () => {
    assert.equal(
      textAt('{"tools": {"create_charge|": {}}}', nothingKnown),
      '**create\\_charge**\n\nIn this policy: allowed\n\n_What the tool takes is shown once the policy is connected to its server._',
    );
  });

  test('says that the server has no such tool only when the list proves it', () => {
    assert.match(textAt('{"tools": {"other|": {}}}') ?? '', /The server does not list this tool\./);
    assert.ok(knowledge.state === 'fresh');
    const cut: ToolKnowledge = { ...knowledge, list: { ...knowledge.list, cutShort: 'too long' } };
    assert.match(textAt('{"tools": {"other|": {}}}', cut) ?? '', /The server is not known to have this tool\./);
  });

  test('says why a tool that the server lists cannot be used', () => {
    assert.ok(knowledge.state === 'fresh');
    const skipped = [{ name: 'odd', position: 0, reason: 'no [schema]' }];
    const text = textAt('{"tools": {"odd|": {}}}', { ...knowledge, list: { ...knowledge.list, skipped } });
    assert.match(text ?? '', /The server lists this tool, but it cannot be used: no \\\[schema\\\]/);
  });

  test('is silent beside names', () => {
    assert.equal(textAt('{"tools": {"create_charge": |{}}}'), undefined);
    assert.equal(textAt('{"tools": {"|": {}}}'), undefined);
    assert.equal(textAt('{"hide": ["|"]}'), undefined);
    assert.equal(textAt('{"hide": [5|]}'), undefined);
    assert.equal(textAt('{"other": {"create_charge|": {}}}'), undefined);
  });
});

suite('Hover on what a server wrote', () => {
  test('renders nothing of it', () => {
    const text = textAt('{"tools": {"evil|": {}}}') ?? '';
    assert.ok(
      text.includes(
        '&lt;b&gt;x&lt;/b&gt; \\[click\\]\\(command\\:x\\) \\!\\[i\\]\\(http\\://x\\.invalid\\)&lt;U\\+202E&gt;',
      ),
      text,
    );
  });

  test('makes no link and no heading of words', () => {
    const description = 'See http://evil/path, www.evil.example, a@b.example\n===\nand so on';
    const text = textAt('{"tools": {"a|": {}}}', freshList([{ name: 'a', description, inputSchema: {} }])) ?? '';
    const expected = 'See http\\://evil/path, www\\.evil\\.example, a\\@b\\.example\n\\=\\=\\=\nand so on';
    assert.ok(text.includes(expected), text);
  });

  test('is cut, and says so', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`${index} ${'n'.repeat(3000)}`, { description: 'd'.repeat(3000) }]),
    );
    const description = 'x'.repeat(1_000_000);
    const text = textAt('{"hide": ["a|"]}', freshList([{ name: 'a', description, inputSchema: { properties } }])) ?? '';
    assert.match(text, /x{3999}…\n\n_The description goes on; this is its beginning\._/);
    assert.match(text, /\n- 1950 more\n/);
    assert.ok(text.length < 40_000, `${text.length} characters`);
  });
});
