import fastCheck, { type Arbitrary } from 'fast-check';
import type { WindowMode } from '../../../server/decision/counting/windows.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';
import type { JsonObject } from '../../../server/policy/json.ts';
import { hour, minute, second, tenOClock } from './decided.ts';
import type { NaiveCondition, NaiveLimit, NaivePolicy, NaiveTool } from './naiveEngine.ts';

/*
 * Policies and calls over few names and small numbers, so that calls meet rules, and counters fill up.
 */

export const toolNames = ['charge', 'refund', 'constructor', 'unlisted'] as const;

const scalar = fastCheck.constantFrom<(number | string)[]>(0, 1, 2, -1, 2.5, '1', '2', 'usd', '');

const condition: Arbitrary<NaiveCondition> = fastCheck.oneof(
  fastCheck.record({
    path: fastCheck.constantFrom('args.a', 'args.b'),
    op: fastCheck.constantFrom('eq', 'neq', 'lt', 'lte', 'gt', 'gte'),
    value: scalar,
  }),
  fastCheck.record({
    path: fastCheck.constantFrom('args.a', 'args.b'),
    op: fastCheck.constantFrom('in', 'not_in'),
    value: fastCheck.array(scalar, { maxLength: 3 }),
  }),
  fastCheck.record({
    path: fastCheck.constantFrom('args.a'),
    op: fastCheck.constant('exists'),
    value: fastCheck.boolean(),
  }),
);

const limits = (weighed: boolean): Arbitrary<NaiveLimit[]> =>
  fastCheck.uniqueArray(
    fastCheck.record(
      {
        counter: fastCheck.constantFrom('one', 'two', 'three'),
        window: fastCheck.constantFrom('minute', 'hour', 'day'),
        max: fastCheck.integer({ min: 1, max: 6 }),
        scope: fastCheck.constant('grant'),
        ...(weighed && { increment_from: fastCheck.constant('args.a') }),
      },
      { requiredKeys: ['counter', 'window', 'max', 'scope'] },
    ),
    { selector: ({ counter }) => counter, maxLength: 3 },
  );

const rules = fastCheck.array(
  fastCheck.record({ conditions: fastCheck.array(condition, { minLength: 1, maxLength: 2 }) }),
  { maxLength: 1 },
);

const tool = (weighed: boolean): Arbitrary<NaiveTool> =>
  fastCheck.record(
    {
      require: rules,
      deny_if: rules,
      limits: limits(weighed),
      rate_limit: fastCheck.record({
        max: fastCheck.integer({ min: 1, max: 4 }),
        window: fastCheck.constantFrom(7, 60),
      }),
    },
    { requiredKeys: [] },
  );

/** A policy. `weighed`: some of its limits count an argument, which may be negative, instead of calls. */
export const policies = (weighed: boolean): Arbitrary<NaivePolicy> =>
  fastCheck.record({
    version: fastCheck.constant('1'),
    default: fastCheck.constantFrom('allow', 'deny'),
    hide: fastCheck.array(fastCheck.constantFrom('refund', 'other'), { maxLength: 1 }),
    all_tools: fastCheck.record({ limits: limits(false) }),
    tools: fastCheck.dictionary(fastCheck.constantFrom(...toolNames.slice(0, 3)), tool(weighed), {
      noNullPrototype: true,
    }),
  });

const args: Arbitrary<JsonObject> = fastCheck.record(
  { a: scalar, b: scalar },
  { requiredKeys: [], noNullPrototype: true },
);

const stepsInTime = [0, 1, 900, second, 20 * second, minute, 17 * minute, hour, 25 * hour];

/** What the server answers, and when. */
type Answer = Pick<ToolCall, 'upstream' | 'answeredAfter'>;

const answersAtOnce: Arbitrary<Answer> = fastCheck.record({
  upstream: fastCheck.constantFrom('ok', 'ok', 'ok', 'tool_error', 'error'),
});

const answers: Arbitrary<Answer> = fastCheck.record(
  {
    upstream: fastCheck.constantFrom('ok', 'ok', 'tool_error', 'error', 'timeout'),
    answeredAfter: fastCheck.constantFrom(0, 1, 900, 20 * second, minute, 61 * second, 2 * hour),
  },
  { requiredKeys: ['upstream'] },
);

const calls = (answer: Arbitrary<Answer>): Arbitrary<ToolCall[]> =>
  fastCheck
    .array(
      fastCheck.record({
        tool: fastCheck.constantFrom(...toolNames),
        args,
        wait: fastCheck.constantFrom(...stepsInTime),
        grant: fastCheck.constantFrom('g1', 'g2'),
        session: fastCheck.constantFrom('s1', 's2'),
        answer,
      }),
      { maxLength: 60 },
    )
    .map((given) => {
      let at = tenOClock;
      return given.map(({ wait, answer: { upstream, answeredAfter }, ...call }) => {
        at += wait;
        return { ...call, at, upstream, ...(answeredAfter !== undefined && { answeredAfter }) };
      });
    });

/** Calls in the order of their times, from two grants and two sessions. Each is answered at once. */
export const callsInOrder = calls(answersAtOnce);

/** The same, but answers may come late, or not at all. */
export const callsAnsweredLate = calls(answers);

export const windowModes: Arbitrary<WindowMode> = fastCheck.constantFrom('aligned', 'sliding');
