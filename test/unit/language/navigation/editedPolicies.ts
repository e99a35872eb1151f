import fc, { type Arbitrary } from 'fast-check';
import { examplePolicies } from '../../../examplePolicies.ts';
import { markedPolicies } from '../../../markedPolicy.ts';

const fragment = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '"tools": {',
    '"hide": ["',
    '"limits": [{"counter": "',
    '\\',
    '\n',
  ),
  fc.json(),
);

/** A policy with some stretches of it replaced by something else, as a person in the middle of editing leaves it. */
export const editedPolicies: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...examplePolicies.map(([, text]) => text), ...markedPolicies().map(({ text }) => text)),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fragment), { maxLength: 6 }),
  )
  .map(([text, edits]) =>
    edits.reduce((before, [at, length, inserted]) => {
      const offset = before.length === 0 ? 0 : at % before.length;
      return before.slice(0, offset) + inserted + before.slice(offset + length);
    }, text),
  );
