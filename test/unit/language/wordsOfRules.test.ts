import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { ruleInWords } from '../../../server/language/words/ruleInWords.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../server/policy/json.ts';
import { atCursor } from '../../markedCursor.ts';
import { decideOne, policyOfTool } from '../decision/decided.ts';

/*
 * A reader of English that knows nothing of policies: it decides calls by the sentence alone. Whatever the engine does
 * with a rule must be what somebody who reads the sentence expects.
 */

function deniedBySentence(sentence: string, args: JsonObject): boolean {
  if (/^Denies every call[.,]/.test(sentence)) return true;
  if (sentence === 'Never denies a call, because it has no conditions.') return false;
  const denies = /^Denies a call (.*?)(?:, with the message “.*”)?\.$/.exec(sentence)?.[1];
  if (denies !== undefined) {
    return denies.split(/(?:, | and )(?=whose `|that has )/).every((clause) => isTrueOf(clause, args));
  }
  const asked = /^Every call must have (.*); otherwise it is denied/.exec(sentence)?.[1];
  assert.ok(asked !== undefined, sentence);
  return !asked
    .split(/(?:, | and )(?=`[a-z.]+` (?:equal|other|of|that|matching|containing)|a value|no value)/)
    .every((clause) => isTrueOf(clause, args));
}

function isTrueOf(clause: string, args: JsonObject): boolean {
  const presence = /^(?:that has )?(a|no) value for `(.*)`$/.exec(clause);
  if (presence !== null) return ((valueAt(presence[2], args) ?? null) !== null) === (presence[1] === 'a');
  const read = /^(?:whose )?`([a-z.]+)` (\D*?) ?(no values|[`\d\\].*)$/.exec(clause);
  assert.ok(read !== null, clause);
  const [, name, comparison = '', values = ''] = read;
  const actual = valueAt(name, args);
  return actual !== undefined && isComparison(comparison, actual, values);
}

function isComparison(comparison: string, actual: JsonValue, written: string): boolean {
  if (comparison === 'matches' || comparison === 'matching') {
    return typeof actual === 'string' && new RegExp(written.slice(1, -1)).test(actual);
  }
  const values: JsonValue[] = written === 'no values' ? [] : written.split(/, | or /).map(readValue);
  const [value = null] = values;
  const same = values.some((one) => String(one) === (actual === null ? '<nil>' : String(actual)));
  const bothNumbers = typeof actual === 'number' && typeof value === 'number';
  switch (comparison) {
    case 'is':
    case 'equal to':
    case 'is one of':
    case 'that is one of':
      return same;
    case 'is given but is not':
    case 'other than':
    case 'is given but is not one of':
    case 'that is not one of':
      return !same;
    case 'is less than':
    case 'of less than':
      return bothNumbers && actual < value;
    case 'is at most':
    case 'of at most':
      return bothNumbers && actual <= value;
    case 'is more than':
    case 'of more than':
      return bothNumbers && actual > value;
    case 'is at least':
    case 'of at least':
      return bothNumbers && actual >= value;
    case 'contains':
    case 'containing':
      if (Array.isArray(actual)) return actual.some((one) => String(one) === String(value));
      return typeof actual === 'string' && typeof value === 'string' && actual.includes(value);
    default:
      assert.fail(`"${comparison}" is not understood`);
  }
}

function readValue(written: string): JsonValue {
  return JSON.parse(written.replaceAll(/[\\`]/g, ''));
}

function valueAt(name: string | undefined, args: JsonObject): JsonValue | undefined {
  let value: JsonValue | undefined = args;
  for (const part of (name ?? '').split('.')) {
    value = value !== undefined && isJsonObject(value) ? member(value, part) : undefined;
  }
  return value;
}

const scalar = fastCheck.constantFrom<(string | number | boolean)[]>(0, 1, 2, -1, 2.5, '1', '2', 'usd', 'us', true);
const path = fastCheck.constantFrom('args.a', 'args.b', 'args.c.d');
const conditionOf = <Value>(ops: string[], value: fastCheck.Arbitrary<Value>) =>
  fastCheck.record({ path, op: fastCheck.constantFrom(...ops), value });
const condition = fastCheck.oneof(
  conditionOf(['eq', 'neq', 'contains'], scalar),
  conditionOf(['lt', 'lte', 'gt', 'gte'], fastCheck.constantFrom(0, 1, 2, -1, 2.5)),
  conditionOf(['in', 'not_in'], fastCheck.uniqueArray(scalar, { maxLength: 4 })),
  conditionOf(['exists'], fastCheck.boolean()),
  conditionOf(['regex'], fastCheck.constantFrom('^us', 'us', '.', '^1')),
);
const rule = fastCheck.record(
  { conditions: fastCheck.array(condition, { maxLength: 4 }), on_deny: fastCheck.constant('No') },
  { requiredKeys: ['conditions'] },
);
const value = fastCheck.oneof(scalar, fastCheck.constantFrom<JsonValue[]>(null, ['usd', 1], []));
const args = fastCheck.record(
  { a: value, b: value, c: fastCheck.record({ d: value }, { requiredKeys: [], noNullPrototype: true }) },
  { requiredKeys: [], noNullPrototype: true },
);

suite('Laws of a rule in words', () => {
  test('who reads the sentence expects what the engine decides', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.constantFrom('require', 'deny_if'),
        rule,
        fastCheck.array(args, { minLength: 10, maxLength: 10 }),
        (kind, written, calls) => {
          const tool = { [kind]: [written] };
          const text = `${JSON.stringify({ tools: { charge: tool } })}|`;
          const [first] = atCursor(text).document.written.tools[0]?.rules ?? [];
          const sentence = first && ruleInWords(first);
          assert.ok(sentence !== undefined);
          const policy = policyOfTool(tool);
          for (const call of calls) {
            const denied = decideOne(policy, { args: call }).outcome === 'denied';
            assert.equal(deniedBySentence(sentence, call), denied, `${sentence} — ${JSON.stringify(call)}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
