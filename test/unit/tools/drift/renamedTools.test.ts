import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../server/policy/json.ts';
import { renamedTools } from '../../../../server/tools/drift/renamedTools.ts';
import type { Tool } from '../../../../server/tools/tool.ts';

const text = { type: 'string' };

function tool(name: string, description?: string, properties: JsonObject = {}): Tool {
  return { name, ...(description !== undefined && { description }), inputSchema: { type: 'object', properties } };
}

/** `a → b` for each pair. */
function found(gone: readonly Tool[], fresh: readonly Tool[]): string[] {
  return [...renamedTools(gone, fresh)].map(([after, before]) => `${before.name} → ${after.name}`).sort();
}

const charge = { amount: { type: 'integer' }, currency: text };
const page = { page: { type: 'integer' }, limit: { type: 'integer' } };

suite('Tools under another name', () => {
  const same: readonly (readonly [what: string, before: Tool, after: Tool])[] = [
    [
      'another verb',
      tool('create_charge', 'Creates a charge.', charge),
      tool('make_charge', 'Creates a charge.', charge),
    ],
    ['other joints', tool('getPage'), tool('get_page')],
    [
      'a prefix',
      tool('create_charge', 'Creates a charge.', charge),
      tool('shop.create_charge', 'Creates a charge.', charge),
    ],
    [
      'a version',
      tool('search', 'Searches all pages of a wiki.', page),
      tool('search_v2', 'Searches all pages of a wiki.', page),
    ],
    [
      'another argument besides',
      tool('refund', 'Refunds a charge.', charge),
      tool('refund_charge', 'Refunds a charge.', { ...charge, note: text }),
    ],
    [
      'nothing but the content',
      tool('alpha', 'Lists every open invoice.', page),
      tool('omega', 'Lists every open invoice.', page),
    ],
  ];
  for (const [what, before, after] of same) {
    test(`the same: ${what}`, () => {
      assert.deepEqual(found([before], [after]), [`${before.name} → ${after.name}`]);
      assert.deepEqual(found([after], [before]), [`${after.name} → ${before.name}`]);
    });
  }

  const others: readonly (readonly [what: string, before: Tool, after: Tool])[] = [
    ['siblings', tool('list_users', 'Lists all users.', page), tool('list_groups', 'Lists all groups.', page)],
    ['numbers', tool('page_1'), tool('page_2')],
    ['short names', tool('get_a'), tool('get_b')],
    [
      'opposites',
      tool('create_user', 'Creates a user.', { id: text }),
      tool('delete_user', 'Deletes a user.', { id: text }),
    ],
    ['tools without anything to recognise them by', tool('alpha'), tool('omega')],
    ['two words that say nothing', tool('alpha', 'A tool.'), tool('omega', 'A tool.')],
  ];
  for (const [what, before, after] of others) {
    test(`others: ${what}`, () => assert.deepEqual(found([before], [after]), []));
  }

  test('one to one, the likest first', () => {
    const gone = [
      tool('create_charge', 'Creates a charge.', charge),
      tool('create_refund', 'Creates a refund.', charge),
    ];
    const fresh = [tool('make_refund', 'Creates a refund.', charge), tool('make_charge', 'Creates a charge.', charge)];
    assert.deepEqual(found(gone, fresh), ['create_charge → make_charge', 'create_refund → make_refund']);
  });

  test('of two that are as like nobody knows which it is', () => {
    const gone = [tool('alpha', 'Lists every open invoice.', page)];
    const fresh = [tool('omega', 'Lists every open invoice.', page), tool('sigma', 'Lists every open invoice.', page)];
    assert.deepEqual(found(gone, fresh), []);
  });

  test('of two thousand tools each way, those of the same content are found, whatever the length of their texts', () => {
    const long = 'words that go on '.repeat(200);
    const many = (prefix: string): Tool[] =>
      Array.from({ length: 2_000 }, (_, index) => tool(`${prefix}tool_${index}`, `${index}: ${long}`, charge));
    assert.equal(found(many(''), many('shop_')).length, 2_000);
    const others = Array.from({ length: 2_000 }, (_, index) => tool(`thing_${index}`, `${long} ${index}`));
    assert.deepEqual(found(many(''), others), []);
  });

  test('of ten thousand tools in groups of the same content so many pairs are looked at, the plain ones first', () => {
    const long = ' words'.repeat(300);
    const grouped = (prefix: string): Tool[] =>
      Array.from({ length: 10_000 }, (_, index) =>
        tool(`${prefix}${'x'.repeat(90)}${index}`, `${index % 200}${long}`, charge),
      );
    const plain = tool('alpha', 'Lists every open invoice.', page);
    const renamed = found([...grouped('a'), plain], [...grouped('b'), { ...plain, name: 'omega' }]);
    assert.ok(renamed.includes('alpha → omega'));
    assert.ok(renamed.length < 2_000);
  });

  test('tools of the same content are told apart by their names as long as they are few', () => {
    const many = (count: number, prefix: string): Tool[] =>
      Array.from({ length: count }, (_, index) => tool(`${prefix}item${index}`, 'Looks at an item.', charge));
    assert.deepEqual(found(many(300, ''), many(300, 'x_')), []);
    assert.equal(found(many(40, ''), many(40, 'x_')).length, 40);
  });
});
