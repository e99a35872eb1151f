import fastCheck, { type Arbitrary } from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';

/*
 * Rules over two arguments, one inside the other at times, and over few values that lie close together and look like each
 * other (0, "0", -0, "1e+06", "<nil>", "[x]"), so that rules contradict each other often and calls meet them.
 */

const scalars: readonly (string | number | boolean)[] = [
  ...[0, -0, 1, 2, 2.5, -1, 1e6, 10],
  ...['', '0', '-0', '1', '2.5', 'x', 'xy', '<nil>', '[x]', '[]', 'map[]', 'map[b:1]', '1e+06', 'true'],
  ...[true, false],
];

const scalar = fastCheck.constantFrom(...scalars);
const path = fastCheck.constantFrom('args.a', 'args.a', 'args.a', 'args.b', 'args.a.b');

const condition: Arbitrary<JsonObject> = fastCheck.oneof(
  record(fastCheck.constantFrom('eq', 'neq', 'contains'), scalar),
  record(fastCheck.constantFrom('lt', 'lte', 'gt', 'gte'), fastCheck.constantFrom(-1, 0, 1, 2, 2.5, 1e6)),
  record(fastCheck.constantFrom('in', 'not_in'), fastCheck.array(scalar, { maxLength: 3 })),
  record(fastCheck.constant('exists'), fastCheck.boolean()),
  record(fastCheck.constant('regex'), fastCheck.constantFrom('^x', 'x$', '', '1', '^[0-9]+$', 'map')),
);

function record(op: Arbitrary<string>, value: Arbitrary<JsonValue>): Arbitrary<JsonObject> {
  return fastCheck.record({ path, op, value }, { noNullPrototype: true });
}

const rules = (least: number): Arbitrary<JsonObject[]> =>
  fastCheck.array(
    fastCheck.record(
      { conditions: fastCheck.array(condition, { minLength: least, maxLength: 3 }) },
      { noNullPrototype: true },
    ),
    { maxLength: 3 },
  );

/** The members of a tool with rules. Some rules have no conditions. */
export const toolWithRules: Arbitrary<JsonObject> = fastCheck.record(
  {
    require: rules(0),
    deny_if: fastCheck.oneof({ weight: 4, arbitrary: rules(1) }, { weight: 1, arbitrary: rules(0) }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const nearby = fastCheck.oneof(
  fastCheck.record({
    op: fastCheck.constantFrom('eq', 'neq'),
    value: fastCheck.constantFrom<JsonValue>(0, '0', '-0', 1, '[x]', 'map[b:1]', 'x'),
  }),
  fastCheck.record({ op: fastCheck.constant('contains'), value: fastCheck.constantFrom<JsonValue>('x', '[x]', 0) }),
  fastCheck.record({ op: fastCheck.constantFrom('lt', 'lte', 'gt', 'gte'), value: fastCheck.constantFrom(0, 1) }),
  fastCheck.record({ op: fastCheck.constant('regex'), value: fastCheck.constantFrom('x', '^[0-9]') }),
  fastCheck.record({ op: fastCheck.constant('exists'), value: fastCheck.boolean() }),
);

const rulesOnOneArgument = fastCheck.array(
  fastCheck.array(nearby, { minLength: 1, maxLength: 2 }).map((conditions) => ({
    conditions: conditions.map((each) => ({ path: 'args.a', ...each })),
  })),
  { maxLength: 3 },
);

/** Rules that leave few values of one argument, or none: which ones is where a proof goes wrong by one. */
export const toolOnOneArgument: Arbitrary<JsonObject> = fastCheck.record(
  { require: rulesOnOneArgument, deny_if: rulesOnOneArgument },
  { noNullPrototype: true },
);

const inside: readonly JsonValue[] = [...scalars, null, [], ['x'], {}];

/** What an argument is tried as: every value that the rules name, its neighbours, and every other type. */
export const triedValues: readonly JsonValue[] = [
  ...inside,
  ...[-0.5, 0.5, 1.5, 3, 1e6 + 1, Number.MAX_VALUE, -Number.MAX_VALUE, 'xyz', '11', 'map'],
  ...[['x', 1], ['[x]'], ['<nil>'], [null], [0], [true], [['x']], { b: null }, { c: 1 }],
  ...inside.map((b) => ({ b })),
];

const value = fastCheck.oneof(
  { weight: 8, arbitrary: fastCheck.constantFrom(...triedValues) },
  { weight: 1, arbitrary: fastCheck.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fastCheck.string() },
);

/** Arguments of a call; each of the two is missing at times. */
export const callArguments: Arbitrary<JsonObject> = fastCheck.record(
  { a: value, b: value },
  { requiredKeys: [], noNullPrototype: true },
);

export function documentOf(policy: object): PolicyDocument {
  return documentOfText(JSON.stringify({ version: '1', default: 'deny', ...policy }, undefined, 2));
}

export function documentOfText(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}
