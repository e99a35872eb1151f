import type { RE2JS } from 're2js';
import type { JsonValue } from '../../policy/json.ts';
import { compilePattern } from '../../policy/patterns/compiledPattern.ts';
import { shownText, shownValue } from '../explanation/shownValue.ts';
import type { Operator } from './test.ts';

/**
 * `regex`: the argument is a text in which the pattern is found, anywhere unless the pattern is anchored. The syntax is
 * Go's, RE2: there is no look-around and no back-reference. Intercept refuses to load a policy with a pattern that does
 * not compile (`internal/config/validate.go`), and its engine lets one never hold; here it never holds and is a
 * problem.
 *
 * A pattern is compiled when it is first asked for: who only wants to know how a tool stands pays for none.
 */
export const regex: Operator = (expected) => {
  let known: RE2JS | string | undefined;
  const compiled = (): RE2JS | string => {
    known ??= compile(expected);
    return known;
  };
  const isFound = (actual: string): boolean => {
    const pattern = compiled();
    return typeof pattern !== 'string' && pattern.test(actual);
  };
  return {
    holds: (actual) => typeof actual === 'string' && isFound(actual),
    holdsWhenMissing: false,
    inWords: (actual) => {
      if (typeof compiled() === 'string') return 'the pattern does not compile';
      if (typeof actual !== 'string') return `${shownValue(actual)} is not a text`;
      return `${shownText(actual)} ${isFound(actual) ? 'matches' : 'does not match'} ${shownValue(expected)}`;
    },
    get problem() {
      const pattern = compiled();
      return typeof pattern === 'string' ? pattern : undefined;
    },
  };
};

/** The compiled pattern, or the sentence that says why there is none. */
function compile(pattern: JsonValue): RE2JS | string {
  if (typeof pattern !== 'string') return `${shownValue(pattern)} is not a pattern: write a text.`;
  const compiled = compilePattern(pattern);
  if ('pattern' in compiled) return compiled.pattern;
  if ('limit' in compiled) {
    return `The pattern ${shownText(pattern)} is not tried (${compiled.limit}), so the condition never holds. Write a shorter one.`;
  }
  return `The pattern ${shownText(pattern)} does not compile (${compiled.reason}), so the condition never holds. Write it in RE2 syntax, which has no look-around and no back-references.`;
}
