import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { RE2JS } from 're2js';
import { compilePattern } from '../../../server/policy/patterns/compiledPattern.ts';
import { patternSize } from '../../../server/policy/patterns/patternSize.ts';

const sizes: [pattern: string, size: number][] = [
  ['abc', 3],
  ['x{1000}', 1000],
  ['x{1000}'.repeat(3), 3000],
  ['(ab){10}', 40],
  ['\\d{100}', 100],
  ['\\p{Greek}{100}', 100],
  ['\\x{10FFFF}', 1],
  ['[]a{9}]{20}', 20],
  ['[^\\]a]', 1],
  ['((a{1000}){1000})', 1_002_002],
  ['a{,5}', 5],
];

/** Patterns made of parts that compile to more than one instruction. */
const patterns = fastCheck
  .array(
    fastCheck.constantFrom('a', '[^a-c]', '\\d', '(', ')', '|', '*', '+', '?', '{3}', '{2,5}', '{4,}', '^', '\\pL'),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

suite('The size of a pattern, known without compiling it', () => {
  for (const [pattern, size] of sizes) {
    test(`${pattern.slice(0, 30)}: ${size}`, () => assert.equal(patternSize(pattern), size));
  }

  test('is no less than the compiled program, but for its first and last instructions', () => {
    fastCheck.assert(
      fastCheck.property(patterns, (pattern) => {
        let program: number;
        try {
          program = RE2JS.compile(pattern).programSize();
        } catch {
          return;
        }
        assert.ok(program <= patternSize(pattern) + 3 + pattern.length, `${pattern}: ${program}`);
      }),
      { numRuns: 500 },
    );
  });
});

suite('Compiling a pattern', () => {
  const refused: [what: string, pattern: string][] = [
    ['too long', 'a'.repeat(2001)],
    ['too many repeats', 'x{1000}'.repeat(11)],
    ['repeats of repeats', '((a{30}){30}){30}'],
  ];
  for (const [what, pattern] of refused) {
    test(`${what}: not tried, and it says so`, () => assert.ok('limit' in compilePattern(pattern)));
  }

  test('a pattern of an ordinary size compiles, and one that is no RE2 says why', () => {
    assert.ok('pattern' in compilePattern('^[A-Z]{2}\\d{2}[A-Z0-9]{1,30}$'));
    assert.ok('pattern' in compilePattern('x{1000}'));
    assert.ok('reason' in compilePattern('x{1001}'));
    assert.ok('reason' in compilePattern('(?=x)'));
  });
});
