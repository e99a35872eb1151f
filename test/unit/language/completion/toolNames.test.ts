import assert from 'node:assert/strict';
import { nothingKnown } from '../../../../server/tools/knowledge.ts';
import { freshList, freshTools } from '../../../toolLists.ts';
import { labels, offered, type Picking, picking, testPicking } from './offering.ts';

const knowledge = freshTools('create_charge', 'refund');

const accepting: Picking[] = [
  { what: 'between empty braces', text: '{"tools": {|}}', pick: 'refund', becomes: '{"tools": {"refund": {|}}}' },
  { what: 'inside quotes', text: '{"tools": {"|"}}', pick: 'refund', becomes: '{"tools": {"refund": {|}}}' },
  {
    what: 'over a half-written name',
    text: '{"tools": {"ref|"}}',
    pick: 'refund',
    becomes: '{"tools": {"refund": {|}}}',
  },
  {
    what: 'over a name that has a value, which stays',
    text: '{"tools": {"ref|": {"limits": []}}}',
    pick: 'refund',
    becomes: '{"tools": {"refund": {"limits": []}}}',
  },
  {
    what: 'before another tool, with the comma',
    text: '{"tools": {\n  |\n  "create_charge": {}\n}}',
    pick: 'refund',
    becomes: '{"tools": {\n  "refund": {|},\n  "create_charge": {}\n}}',
  },
  {
    what: 'half-written above another tool',
    text: '{"tools": {\n  "ref|"\n  "create_charge": {}\n}}',
    pick: 'refund',
    becomes: '{"tools": {\n  "refund": {|},\n  "create_charge": {}\n}}',
  },
  {
    what: 'after another tool',
    text: '{"tools": {"create_charge": {}, "|"}}',
    pick: 'refund',
    becomes: '{"tools": {"create_charge": {}, "refund": {|}}}',
  },
  {
    what: 'in a string that is still open',
    text: '{"tools": {"re|\n}}',
    pick: 'refund',
    becomes: '{"tools": {"refund": {|}\n}}',
  },
  { what: 'in a file that ends there', text: '{"tools": {"re|', pick: 'refund', becomes: '{"tools": {"refund": {|}' },
  {
    what: 'behind a quote directly before the next name, which keeps its own',
    text: '{"tools": {"|"create_charge": {}}}',
    pick: 'refund',
    becomes: '{"tools": {"refund": {|},"create_charge": {}}}',
  },
  {
    what: 'over a word without quotes',
    text: '{"tools": {ref|}}',
    pick: 'refund',
    becomes: '{"tools": {"refund": {|}}}',
  },
  {
    what: 'behind a tool without a comma, with the comma',
    text: '{"tools": {"create_charge": {}\n  |\n}}',
    pick: 'refund',
    becomes: '{"tools": {"create_charge": {},\n  "refund": {|}\n}}',
  },
  {
    what: 'behind a hidden tool without a comma, with the comma',
    text: '{"hide": ["create_charge" |]}',
    pick: 'refund',
    becomes: '{"hide": ["create_charge", "refund"|]}',
  },
  { what: 'in an empty hide list', text: '{"hide": [|]}', pick: 'refund', becomes: '{"hide": ["refund"|]}' },
  { what: 'inside quotes in hide', text: '{"hide": ["|"]}', pick: 'refund', becomes: '{"hide": ["refund"|]}' },
  {
    what: 'before another hidden tool',
    text: '{"hide": ["re|" "create_charge"]}',
    pick: 'refund',
    becomes: '{"hide": ["refund"|, "create_charge"]}',
  },
];

const names = new Set(['create_charge', 'refund', '*']);

const offering: { what: string; text: string; labels: string[] }[] = [
  { what: 'names that are not listed yet', text: '{"tools": {"create_charge": {}, |}}', labels: ['refund'] },
  {
    what: 'the name that is being edited',
    text: '{"tools": {"create_charge|": {}}}',
    labels: ['create_charge', 'refund'],
  },
  {
    what: 'names that are not listed below a half-written one',
    text: '{"tools": {\n  "|"\n  "create_charge": {}\n}}',
    labels: ['refund'],
  },
  { what: 'names that are not hidden yet', text: '{"hide": ["refund", "|"]}', labels: ['create_charge', '*'] },
  { what: '`*` in hide, once, behind the names', text: '{"hide": [|]}', labels: ['create_charge', 'refund', '*'] },
  { what: 'no second `*`', text: '{"hide": ["*", |]}', labels: ['create_charge', 'refund'] },
  { what: 'no name for a key of the policy', text: '{"|": {}}', labels: [] },
  { what: "no name inside a tool's rules", text: '{"tools": {"refund": {"|"}}}', labels: [] },
  { what: 'no name where a value belongs', text: '{"tools": {"refund": |}}', labels: [] },
  { what: 'no name in an empty file', text: '|', labels: [] },
];

suite('Completion of tool names', () => {
  suite('writes a name', () => testPicking(accepting, knowledge));

  for (const { what, text, labels: expected } of offering) {
    test(`offers ${what}`, () => {
      assert.deepEqual(
        labels(text, knowledge).filter((label) => names.has(label)),
        expected,
      );
    });
  }

  test('replaces the whole of a half-written name without quotes', () => {
    assert.equal(picking('refund', '{"tools": {re|fun}}', knowledge), '{"tools": {"refund": {|}}}');
  });

  test('takes no more than the end of a long run of letters for a name that is being typed', () => {
    assert.equal(lengthReplaced(`{"tools": {"a": {}, ${'x'.repeat(5000)}|}}`), 200);
  });

  test('replaces a closed name as a whole, whatever its length and its escapes', () => {
    for (const name of [`${'x'.repeat(300_000)}`, 'a\\\\', 'a\\"b'])
      assert.equal(lengthReplaced(`{"tools": {"|${name}": {}}}`), name.length + 2);
  });

  test('offers nothing while no server was connected', () => {
    assert.deepEqual(labels('{"tools": {|}}', nothingKnown), []);
  });

  test('shows what a tool does beside its name, as plain text', () => {
    const tools = freshList([
      { name: 'pay', description: 'Pays.\n![x](http://example.invalid/x.png) \u202ehidden', inputSchema: {} },
    ]);
    const [item] = offered('{"tools": {|}}', tools);
    assert.equal(item?.labelDetails?.description, 'Pays.');
    assert.deepEqual(item?.documentation, {
      kind: 'plaintext',
      value: 'Pays.\n![x](http://example.invalid/x.png) <U+202E>hidden',
    });
  });

  test('ranks hidden tools last in tools and listed tools last in hide, and says which they are', () => {
    const described = (text: string) =>
      offered(text, freshTools('a', 'b', 'c')).map(({ label, labelDetails }) => [label, labelDetails?.description]);
    assert.deepEqual(described('{"hide": ["b", "a"], "tools": {|}}'), [
      ['c', ''],
      ['a', 'hidden'],
      ['b', 'hidden'],
    ]);
    assert.deepEqual(described('{"hide": ["*"], "tools": {|}}'), [
      ['a', 'hidden'],
      ['b', 'hidden'],
      ['c', 'hidden'],
    ]);
    assert.deepEqual(described('{"hide": [|], "tools": {"a": {}, "b": {}}}'), [
      ['c', ''],
      ['*', 'every tool'],
      ['a', 'listed'],
      ['b', 'listed'],
    ]);
  });

  test('cuts what a tool says of itself, so that many tools do not make a huge answer', () => {
    const [item] = offered(
      '{"tools": {|}}',
      freshList([{ name: 'pay', description: 'x'.repeat(100_000), inputSchema: {} }]),
    );
    assert.ok(JSON.stringify(item).length < 3000);
  });

  test('writes names that are hard to write', () => {
    for (const name of [
      '__proto__',
      'constructor',
      'with "quotes"',
      'price_$1',
      `${'$'}{TM_FILENAME}`,
      'back\\slash',
      'a}b',
    ]) {
      const [item] = offered('{"tools": {|}}', freshTools(name));
      assert.equal(
        picking(item?.label ?? '', '{"tools": {|}}', freshTools(name)),
        `{"tools": {${JSON.stringify(name)}: {|}}}`,
      );
    }
  });
});

function lengthReplaced(marked: string): number {
  const [item] = offered(marked, knowledge);
  assert.ok(item?.textEdit !== undefined && 'range' in item.textEdit);
  const { start, end } = item.textEdit.range;
  return end.character - start.character;
}
