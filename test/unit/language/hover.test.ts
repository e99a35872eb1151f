import assert from 'node:assert/strict';
import { hover } from '../../../server/language/hover.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { atCursor } from '../../markedCursor.ts';
import { freshList } from '../../toolLists.ts';

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

function textAt(marked: string, known: ToolKnowledge = knowledge): string | undefined {
  const { document, position } = atCursor(marked);
  const contents = hover(document, known, position)?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

suite('Hover on a tool name', () => {
  test('shows what the server says of it, the required parameters first', () => {
    assert.equal(
      textAt('{"tools": {"create_|charge": {}}}'),
      [
        '**create\\_charge**',
        'Charges a card\\.',
        [
          '- **args\\.amount** (number, required): In cents\\.',
          '- **args\\.note** (string)',
          '- **args\\.currency** ("usd" \\| "eur")',
        ].join('\n'),
        '_Test Server, listed 1970\\-01\\-01 00\\:00 UTC_',
      ].join('\n\n'),
    );
  });

  test('works in hide', () => assert.match(textAt('{"hide": ["create_charge|"]}') ?? '', /Charges a card/));

  test('says when the list is not current', () => {
    assert.ok(knowledge.state === 'fresh');
    assert.match(textAt('{"hide": ["|create_charge"]}', { ...knowledge, state: 'stale' }) ?? '', /not current/);
  });

  test('renders nothing that a server wrote', () => {
    const text = textAt('{"tools": {"evil|": {}}}') ?? '';
    assert.ok(
      text.includes(
        '&lt;b&gt;x&lt;/b&gt; \\[click\\]\\(command\\:x\\) \\!\\[i\\]\\(http\\://x\\.invalid\\)&lt;U\\+202E&gt;',
      ),
      text,
    );
  });

  test('makes no link and no heading of words that a server wrote', () => {
    const description = 'See http://evil/path, www.evil.example, a@b.example\n===\nand so on';
    const text = textAt('{"tools": {"a|": {}}}', freshList([{ name: 'a', description, inputSchema: {} }])) ?? '';
    const expected = 'See http\\://evil/path, www\\.evil\\.example, a\\@b\\.example\n\\=\\=\\=\nand so on';
    assert.ok(text.includes(expected), text);
  });

  test('is silent elsewhere and while nothing is known', () => {
    assert.equal(textAt('{"tools": {"other|": {}}}'), undefined);
    assert.equal(textAt('{"tools": {"create_charge": |{}}}'), undefined);
    assert.equal(textAt('{"tools": {"create_charge|": {}}}', nothingKnown), undefined);
  });
});
