import type { RE2JS } from 're2js';
import type { JsonValue } from '../../policy/json.ts';
import { compilePattern } from '../../policy/pattern.ts';
import { shownText, shownValue } from '../shownValue.ts';
import type { Operator, Test } from './test.ts';

/**
 * `regex`: the argument is a text in which the pattern is found, anywhere unless the pattern is anchored. The syntax is
 * Go's, RE2: there is no look-around and no back-reference. Intercept refuses to load a policy with a pattern that does
 * not compile (`internal/config/validate.go`), and its engine lets one never hold; here it never holds and is a
 * problem.
 */
export const regex: Operator = (expected) => {
  const compiled = compile(expected);
  if (typeof compiled === 'string') return neverHolds(compiled);
  return {
    holds: (actual) => typeof actual === 'string' && compiled.test(actual),
    holdsWhenMissing: false,
    inWords: (actual) => {
      if (typeof actual !== 'string') return `${shownValue(actual)} is not a text`;
      return `${shownText(actual)} ${compiled.test(actual) ? 'matches' : 'does not match'} ${shownValue(expected)}`;
    },
  };
};

/** The compiled pattern, or the sentence that says why there is none. */
function compile(pattern: JsonValue): RE2JS | string {
  if (typeof pattern !== 'string') return `${shownValue(pattern)} is not a pattern: write a text.`;
  const compiled = compilePattern(pattern);
  if ('pattern' in compiled) return compiled.pattern;
  return `The pattern ${shownText(pattern)} does not compile (${compiled.reason}), so the condition never holds. Write it in RE2 syntax, which has no look-around and no back-references.`;
}

function neverHolds(problem: string): Test {
  return { holds: () => false, holdsWhenMissing: false, inWords: () => 'the pattern does not compile', problem };
}
