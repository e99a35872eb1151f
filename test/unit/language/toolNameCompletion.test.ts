import assert from 'node:assert/strict';
import { completeToolNames } from '../../../server/language/toolNameCompletion.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { accepted, atCursor } from '../../markedCursor.ts';
import { freshList, freshTools } from '../../toolLists.ts';

const knowledge = freshTools('create_charge', 'refund');

const accepting: { what: string; text: string; pick: string; becomes: string }[] = [
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
  { what: 'names that are not hidden yet', text: '{"hide": ["refund", "|"]}', labels: ['create_charge'] },
  { what: 'nothing for a key of the policy', text: '{"|": {}}', labels: [] },
  { what: "nothing inside a tool's rules", text: '{"tools": {"refund": {"|"}}}', labels: [] },
  { what: 'nothing where a value belongs', text: '{"tools": {"refund": |}}', labels: [] },
  { what: 'nothing in an empty file', text: '|', labels: [] },
];

suite('Completion of tool names', () => {
  for (const { what, text, pick, becomes } of accepting) {
    test(`writes a name ${what}`, () => {
      const { document, position } = atCursor(text);
      const item = completeToolNames(document, knowledge, position).find(({ label }) => label === pick);
      assert.ok(item, `${pick} is offered`);
      assert.equal(accepted(document, item), becomes);
    });
  }

  for (const { what, text, labels } of offering) {
    test(`offers ${what}`, () => {
      const { document, position } = atCursor(text);
      assert.deepEqual(
        completeToolNames(document, knowledge, position).map(({ label }) => label),
        labels,
      );
    });
  }

  test('takes no more than the end of a long run of letters for a name that is being typed', () => {
    const { document, position } = atCursor(`{"tools": {"a": {}, ${'x'.repeat(5000)}|}}`);
    const [item] = completeToolNames(document, knowledge, position);
    assert.ok(item?.textEdit !== undefined && 'range' in item.textEdit);
    const { start, end } = item.textEdit.range;
    assert.equal(end.character - start.character, 200);
  });

  test('replaces a closed name as a whole, whatever its length and its escapes', () => {
    for (const name of [`${'x'.repeat(300_000)}`, 'a\\\\', 'a\\"b']) {
      const { document, position } = atCursor(`{"tools": {"|${name}": {}}}`);
      const [item] = completeToolNames(document, knowledge, position);
      assert.ok(item?.textEdit !== undefined && 'range' in item.textEdit);
      const { start, end } = item.textEdit.range;
      assert.equal(end.character - start.character, name.length + 2);
    }
  });

  test('offers nothing while no server was connected', () => {
    const { document, position } = atCursor('{"tools": {|}}');
    assert.deepEqual(completeToolNames(document, nothingKnown, position), []);
  });

  test('shows what a tool does beside its name, as plain text', () => {
    const tools = freshList([
      { name: 'pay', description: 'Pays.\n![x](http://example.invalid/x.png) \u202ehidden', inputSchema: {} },
    ]);
    const { document, position } = atCursor('{"tools": {|}}');
    const [item] = completeToolNames(document, tools, position);
    assert.equal(item?.labelDetails?.description, 'Pays.');
    assert.deepEqual(item?.documentation, {
      kind: 'plaintext',
      value: 'Pays.\n![x](http://example.invalid/x.png) <U+202E>hidden',
    });
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
      const { document, position } = atCursor('{"tools": {|}}');
      const [item] = completeToolNames(document, freshTools(name), position);
      assert.ok(item);
      assert.equal(accepted(document, item), `{"tools": {${JSON.stringify(name)}: {|}}}`);
    }
  });
});
