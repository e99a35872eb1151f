import assert from 'node:assert/strict';
import fc from 'fast-check';
import { composedReplacements } from '../../../server/policy/edits/composedReplacements.ts';
import {
  compatible,
  type Replacement,
  replaced,
  withoutElements,
  withoutEntry,
  withoutProperties,
} from '../../../server/policy/edits/replacement.ts';
import { elements, parseTree, properties } from '../../../server/policy/syntax/syntaxTree.ts';

function edit(offset: number, length: number, text = ''): Replacement {
  return { span: { offset, length }, text };
}

suite('Taking entries out', () => {
  const removals: readonly (readonly [what: string, before: string, removed: readonly string[], after: string])[] = [
    ['the first', '{"a": 1, "b": 2}', ['a'], '{"b": 2}'],
    ['the last', '{"a": 1, "b": 2}', ['b'], '{"a": 1}'],
    ['one in the middle, on lines', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ['b'], '{\n  "a": 1,\n  "c": 3\n}'],
    ['the last, on lines', '{\n  "a": 1,\n  "b": 2\n}', ['b'], '{\n  "a": 1\n}'],
    ['neighbours', '{"a": 1, "b": 2, "c": 3, "d": 4}', ['b', 'c'], '{"a": 1, "d": 4}'],
    ['some up to the end', '{"a": 1, "b": 2, "c": 3}', ['b', 'c'], '{"a": 1}'],
    ['all, with the lines between them', '{\n  "a": 1,\n  "b": 2\n}', ['a', 'b'], '{}'],
    ['none', '{"a": 1}', [], '{"a": 1}'],
  ];
  for (const [what, before, removed, after] of removals) {
    test(what, () => {
      const { root } = parseTree(before);
      assert.ok(root);
      const gone = properties(root).filter(({ name }) => removed.includes(name));
      assert.equal(replaced(before, withoutProperties(gone, root)), after);
    });
  }

  test('leaves the others, whichever go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ', ', ',\n  '),
        (gone, comma) => {
          const text = `[${gone.map((_, index) => index).join(comma)}]`;
          const { root } = parseTree(text);
          assert.ok(root);
          const removed = elements(root).filter((_, index) => gone[index]);
          const left = gone.flatMap((isGone, index) => (isGone ? [] : [index]));
          assert.deepEqual(JSON.parse(replaced(text, withoutElements(removed, root))), left);
          assert.deepEqual(
            JSON.parse(replaced(text, withoutEntry(root, 0))),
            gone.map((_, index) => index).filter((index) => index > 0),
          );
        },
      ),
    );
  });

  test('an entry that is not there goes without a change', () => {
    const { root } = parseTree('[1]');
    assert.ok(root);
    assert.deepEqual(withoutEntry(root, 1), []);
    assert.deepEqual(withoutEntry(root, -1), []);
  });
});

suite('Changes that can be made together', () => {
  test('a change that overlaps another one is left out as a whole', () => {
    const changes = [[edit(5, 3, 'x')], [edit(0, 1), edit(7, 2)], [edit(8, 1)], [edit(2, 0, 'y')]];
    assert.deepEqual(compatible(changes), [edit(2, 0, 'y'), edit(5, 3, 'x'), edit(8, 1)]);
  });

  test('two insertions at one place are not made together', () => {
    assert.deepEqual(compatible([[edit(3, 0, 'a')], [edit(3, 0, 'b')]]), [edit(3, 0, 'a')]);
  });
});

suite('Replacements made one after the other', () => {
  test('are one set against the first text', () => {
    const steps = [[edit(0, 1, 'xyz'), edit(4, 1)], [edit(1, 3, '-')], [edit(0, 0, '>')]];
    assert.deepEqual(composedReplacements('abcdef', steps), [edit(0, 2, '>x-'), edit(4, 1)]);
  });

  test('that come back to the first text are none', () => {
    assert.deepEqual(composedReplacements('abc', [[edit(1, 1)], [edit(1, 0, 'b')]]), []);
  });

  const step = fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.string({ maxLength: 3 })), { maxLength: 4 });

  test('give the same text, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(step, { maxLength: 4 }), (text, drafts) => {
        const steps: Replacement[][] = [];
        let current = text;
        for (const draft of drafts) {
          const { length } = current;
          const made = compatible(
            draft.map(([at, count, written]) => {
              const offset = Math.min(at, length);
              return [edit(offset, Math.min(count, length - offset), written)];
            }),
          );
          steps.push(made);
          current = replaced(current, made);
        }
        const composed = composedReplacements(text, steps);
        assert.equal(replaced(text, composed), current);
        assert.deepEqual(
          composed.map(({ span }) => span.offset),
          composed.map(({ span }) => span.offset).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
