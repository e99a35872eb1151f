import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withElement, withElements, withProperties, withProperty } from '../../../server/policy/edits/insertion.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { jsonValueOf, type Node, parseTree, property } from '../../../server/policy/syntax/syntaxTree.ts';

function inner(text: string, key: string): Node {
  const node = property(parseTree(text).root, key)?.value;
  assert.ok(node);
  return node;
}

/** An object's members as JSON has them, in no order. */
function asEntries(value: unknown): Map<string, unknown> {
  const written: object = JSON.parse(JSON.stringify(value));
  return new Map(Object.entries(written));
}

/** Each with the object or list under `x`, to which `"n": 0` or `0` is added. */
const cases: readonly (readonly [what: string, before: string, after: string])[] = [
  ['to an empty object on the line of its key', '{\n  "x": {}\n}', '{\n  "x": {\n    "n": 0\n  }\n}'],
  ['to an empty object in a text without lines', '{"x": {}}', '{"x": {"n": 0}}'],
  ['to an empty object among others on a line', '{ "y": 1, "x": {} }\n', '{ "y": 1, "x": { "n": 0 } }\n'],
  ['to an object on one line', '{ "x": { "a": 1 } }', '{ "x": { "a": 1, "n": 0 } }'],
  ['to an object on lines', '{\n "x": {\n  "a": 1\n }\n}', '{\n "x": {\n  "a": 1,\n  "n": 0\n }\n}'],
  [
    'with the text’s own line ends',
    '{\r\n\t"x": {\r\n\t\t"a": 1\r\n\t}\r\n}',
    '{\r\n\t"x": {\r\n\t\t"a": 1,\r\n\t\t"n": 0\r\n\t}\r\n}',
  ],
  ['to an empty list', '{\n  "x": []\n}', '{\n  "x": [0]\n}'],
  ['to an empty list that has a line in it', '{\n  "x": [\n  ]\n}', '{\n  "x": [\n    0\n  ]\n}'],
  ['to a list on one line', '{ "x": [1, 2] }', '{ "x": [1, 2, 0] }'],
  ['to a list on lines', '{\n  "x": [\n    1\n  ]\n}', '{\n  "x": [\n    1,\n    0\n  ]\n}'],
  ['to an object that is not closed', '{ "x": { "a": 1', '{ "x": { "a": 1, "n": 0'],
  ['to a list with nothing in it that is not closed', '{ "x": [', '{ "x": [0'],
];

suite('Adding an entry', () => {
  for (const [what, before, after] of cases) {
    test(what, () => {
      const node = inner(before, 'x');
      const edit = node.type === 'object' ? withProperty(before, node, 'n', '0') : withElement(before, node, '0');
      assert.equal(replaced(before, [edit]), after);
    });
  }

  test('goes where it belongs among the others', () => {
    const text = '{\n  "x": {\n    "a": 1,\n    "c": 3\n  }\n}';
    const add = (name: string): string =>
      replaced(text, [withProperty(text, inner(text, 'x'), name, '0', ['first', 'a', 'b', 'c', 'last'])]);
    assert.equal(add('first'), '{\n  "x": {\n    "first": 0,\n    "a": 1,\n    "c": 3\n  }\n}');
    assert.equal(add('b'), '{\n  "x": {\n    "a": 1,\n    "b": 0,\n    "c": 3\n  }\n}');
    assert.equal(add('last'), '{\n  "x": {\n    "a": 1,\n    "c": 3,\n    "last": 0\n  }\n}');
    assert.equal(add('unlisted'), '{\n  "x": {\n    "a": 1,\n    "c": 3,\n    "unlisted": 0\n  }\n}');
  });

  test('breaks a line up that would become too long', () => {
    const long = `"${'y'.repeat(50)}"`;
    const text = `{\n  "x": [${long}]\n}`;
    assert.equal(
      replaced(text, [withElements(text, inner(text, 'x'), [long, long])]),
      `{\n  "x": [\n    ${long},\n    ${long},\n    ${long}\n  ]\n}`,
    );
  });

  test('breaks a line up for an entry of several lines, and indents it', () => {
    const text = '{\n  "x": { "b": 2 }\n}';
    const edit = withProperty(text, inner(text, 'x'), 'a', '{\n  "c": 3\n}', ['a', 'b']);
    assert.equal(replaced(text, [edit]), '{\n  "x": {\n    "a": {\n      "c": 3\n    },\n    "b": 2\n  }\n}');
  });

  test('breaks the objects around it up, too, where all are on one line, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
        fc.array(fc.jsonValue(), { maxLength: 3 }),
        fc.jsonValue(),
        fc.constantFrom('\n', '\r\n'),
        (others, list, value, lineEnd) => {
          const text = ['{', `  "x": ${JSON.stringify({ ...others, y: { list } })}`, '}'].join(lineEnd);
          const object = inner(text, 'x');
          const [y, there] = [property(object, 'y')?.value, property(property(object, 'y')?.value, 'list')?.value];
          assert.ok(y && there);
          const after = replaced(text, [withElement(text, there, JSON.stringify(value), [object, y])]);
          const expected = { x: { ...others, y: { list: [...list, value] } } };
          assert.deepEqual(JSON.parse(after), JSON.parse(JSON.stringify(expected)));
        },
      ),
    );
  });

  test('never loses what was there, whatever the value and the layout', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
        fc.array(fc.tuple(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(undefined, 1, 2, '\t'),
        fc.constantFrom('\n', '\r\n'),
        (value, added, indentation, lineEnd) => {
          const text = JSON.stringify({ x: value }, undefined, indentation).replaceAll('\n', lineEnd);
          const node = inner(text, 'x');
          const written = added.map(([name, each]) => [name, JSON.stringify(each, undefined, indentation)] as const);
          const tree = parseTree(replaced(text, [withProperties(text, node, written)]));
          assert.deepEqual(tree.errors, []);
          const after = property(tree.root, 'x')?.value;
          assert.ok(after);
          const expected = new Map([...Object.entries(value), ...added]);
          assert.deepEqual(asEntries(jsonValueOf(after)), asEntries(Object.fromEntries(expected)));
        },
      ),
    );
  });
});
