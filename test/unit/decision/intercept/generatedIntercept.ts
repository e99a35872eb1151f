import fastCheck, { type Arbitrary } from 'fast-check';
import type { InterceptPolicy, InterceptRuleText } from './naiveIntercept.ts';

/*
 * Policies in Intercept's dialect over few names and small numbers. `generated.ts` has the calls.
 */

const condition = fastCheck.oneof(
  fastCheck.record({
    path: fastCheck.constantFrom('args.a', 'args.b'),
    op: fastCheck.constantFrom('lt', 'lte'),
    value: fastCheck.integer({ min: 0, max: 3 }),
  }),
  fastCheck.record({
    path: fastCheck.constantFrom('args.a', 'args.b'),
    op: fastCheck.constant('exists'),
    value: fastCheck.boolean(),
  }),
);

type Given = Omit<InterceptRuleText, 'name' | 'on_deny'>;

const state = (scope: string): Arbitrary<Given> =>
  fastCheck
    .record({
      counter: fastCheck.constantFrom('one', 'two', 'three'),
      window: fastCheck.constantFrom('minute', 'hour', 'day'),
      op: fastCheck.constantFrom('lt', 'lte'),
      bound: fastCheck.constantFrom(4, 5, 6.5, 7),
      more: fastCheck.constantFrom(
        {},
        { increment: 0 },
        { increment: 2 },
        { increment: 3 },
        { increment_from: 'args.a' },
      ),
      conditions: fastCheck.array(condition, { maxLength: 1 }),
    })
    .map(({ counter, window, op, bound, more, conditions }) => ({
      conditions: [...conditions, { path: `state.${scope}.${counter}`, op, value: bound }],
      state: { counter, window, ...more },
    }));

const rule = (scope: string): Arbitrary<Given> =>
  fastCheck.oneof(
    {
      weight: 3,
      arbitrary: fastCheck.record({ conditions: fastCheck.array(condition, { minLength: 1, maxLength: 2 }) }),
    },
    {
      weight: 2,
      arbitrary: fastCheck.constantFrom('2/minute', '3/hour', '5/day').map((rate_limit) => ({ rate_limit })),
    },
    { weight: 3, arbitrary: state(scope) },
    { weight: 1, arbitrary: fastCheck.constant({ action: 'deny' as const }) },
  );

/** Rules that Intercept loads: each counter in one of them. Each has words of its own. */
const rules = (scope: string): Arbitrary<{ rules: InterceptRuleText[] }> =>
  fastCheck
    .uniqueArray(rule(scope), {
      maxLength: 4,
      selector: (given) => given.rate_limit ?? given.state?.counter ?? JSON.stringify(given),
    })
    .map((given) => ({
      rules: given.map((each, index) => ({ ...each, name: `${scope} ${index}`, on_deny: `${scope} ${index}` })),
    }));

/** Policies that hold nothing but the dialect. */
export const interceptPolicies: Arbitrary<InterceptPolicy> = fastCheck.record({
  version: fastCheck.constant('1'),
  default: fastCheck.constantFrom('allow', 'deny'),
  tools: fastCheck.record(
    { charge: rules('charge'), refund: rules('refund'), constructor: rules('constructor'), '*': rules('_global') },
    { requiredKeys: [], noNullPrototype: true },
  ),
});

const native = fastCheck.record(
  {
    require: fastCheck.array(
      fastCheck.record({ conditions: fastCheck.array(condition, { minLength: 1, maxLength: 1 }) }),
      {
        maxLength: 1,
      },
    ),
    deny_if: fastCheck.array(fastCheck.record({ conditions: fastCheck.array(condition, { maxLength: 1 }) }), {
      maxLength: 1,
    }),
    limits: fastCheck.constantFrom(
      [],
      [{ counter: 'one', window: 'hour', max: 3, scope: 'grant' }],
      [{ counter: 'charge_rate', window: 'hour', max: 3, scope: 'grant' }],
    ),
    // Most tools have none.
    action: fastCheck.constantFrom(undefined, undefined, undefined, undefined, 'allow', 'deny'),
  },
  { requiredKeys: [] },
);

/** Rules without words, so that nothing is lost, beside those of the canonical form. */
const mixedTool = (scope: string) =>
  fastCheck
    .tuple(rules(scope), native, fastCheck.boolean(), fastCheck.boolean())
    .map(([pasted, own, hasWords, isFirst]) => {
      const dialect = { rules: pasted.rules.map(({ on_deny, ...each }) => (hasWords ? { ...each, on_deny } : each)) };
      return isFirst ? { ...dialect, ...own } : { ...own, ...dialect };
    });

/** Policies with the dialect beside the canonical form and the catalogue's shorthand. */
export const mixedPolicies = fastCheck.record({
  version: fastCheck.constant('1'),
  default: fastCheck.constantFrom('allow', 'deny', 'deny', 'deny'),
  all_tools: fastCheck.constantFrom(
    {},
    { limits: [] },
    { limits: [{ counter: 'one', window: 'day', max: 9, scope: 'grant' }] },
  ),
  tools: fastCheck.record(
    {
      charge: fastCheck.oneof(native, mixedTool('charge')),
      refund: fastCheck.oneof(native, mixedTool('refund')),
      constructor: native,
      '*': rules('_global').map(({ rules: every }) => ({ rules: every.map(({ on_deny, ...each }) => each) })),
    },
    { requiredKeys: ['charge', '*'], noNullPrototype: true },
  ),
});
