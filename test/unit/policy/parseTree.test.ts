import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Node } from 'jsonc-parser';
import { jsonValueOf, parseTree } from '../../../server/policy/syntax/syntaxTree.ts';

/** The tree as nested text: `{a: {b}, c: 1}`, a key without a value as its name alone. */
function shape(node: Node | undefined): string {
  if (node === undefined) return '';
  const children = node.children ?? [];
  if (node.type === 'object') return `{${children.map(shape).join(', ')}}`;
  if (node.type === 'array') return `[${children.map(shape).join(', ')}]`;
  if (node.type !== 'property') return String(node.value);
  return children.length > 1 ? `${children[0]?.value}: ${shape(children[1])}` : String(children[0]?.value);
}

/** Texts as they are while somebody types, and what is still understood of them. */
const halfWritten: { what: string; text: string; tree: string }[] = [
  {
    what: 'a key that is just being typed keeps the properties below it',
    text: '{"tools": {\n  "cre"\n  "refund": {"limits": []},\n  "pay": {}\n}, "default": "deny"}',
    tree: '{tools: {cre, refund: {limits: []}, pay: {}}, default: deny}',
  },
  { what: 'a key with its colon', text: '{"a":\n "b": 1}', tree: '{a, b: 1}' },
  { what: 'a missing comma', text: '{"a": 1 "b": 2}', tree: '{a: 1, b: 2}' },
  { what: 'a missing colon', text: '{"a" {"b": 1}, "c": 2}', tree: '{a: {b: 1}, c: 2}' },
  { what: 'a comma too many', text: '{"a": [1,], "b": 2,}', tree: '{a: [1], b: 2}' },
  { what: 'two commas', text: '{"a": 1,, "b": [1,,2]}', tree: '{a: 1, b: [1, 2]}' },
  { what: 'a list that is not closed', text: '{"a": [1, 2\n "b": 3}', tree: '{a: [1, 2], b: 3}' },
  { what: 'an object that is not closed', text: '{"a": [{"b": 1], "c": 2}', tree: '{a: [{b: 1}], c: 2}' },
  { what: 'a string that is not closed', text: '{"a": "b\n, "c": 1}', tree: '{a: b, c: 1}' },
  { what: 'a text that ends in the middle', text: '{"a": {"b": [1, {"c"', tree: '{a: {b: [1, {c}]}}' },
  { what: 'comments', text: '{/* a */ "a": 1 // b\n}', tree: '{a: 1}' },
  { what: 'words that are not JSON', text: '{"a": yes, "b": 1, c: 2, "d": 3}', tree: '{a, b: 1, d: 3}' },
  { what: 'something behind the end', text: '{"a": 1} {"b": 2}', tree: '{a: 1}' },
  { what: 'nothing', text: '', tree: '' },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('', ',', ':', '"', '{', ']', '1', '\\', '/*', '\n', 'x', '\u0001'),
  )
  .map(([text, at, length, inserted]) => {
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + inserted + text.slice(offset + length);
  });

suite('The syntax tree', () => {
  for (const { what, text, tree } of halfWritten) {
    test(`understands ${what}`, () => {
      const parsed = parseTree(text);
      assert.equal(shape(parsed.root), tree);
      assert.ok(parsed.errors.length > 0);
    });
  }

  test('has errors exactly when JSON.parse does', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        assert.equal(parseTree(text).errors.length === 0, isJson(text), text);
      }),
      { numRuns: 2000 },
    );
  });

  test('holds every node inside its parent and in order', () => {
    const visit = (node: Node, from: number, to: number): void => {
      assert.ok(from <= node.offset && node.offset + node.length <= to);
      let start = node.offset;
      for (const child of node.children ?? []) {
        visit(child, start, node.offset + node.length);
        start = child.offset + child.length;
      }
    };
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const { root } = parseTree(text);
        if (root !== undefined) visit(root, 0, text.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('survives nesting that would exhaust the stack', () => {
    for (const text of ['['.repeat(500_000), '{"a":'.repeat(500_000), `${'['.repeat(300)}${']'.repeat(300)}`]) {
      const { root, errors } = parseTree(text);
      assert.ok(root && errors.length > 0);
      jsonValueOf(root);
    }
  });
});
