import assert from 'node:assert/strict';
import fastCheck, { type Arbitrary } from 'fast-check';
import { trapProblems } from '../../../server/analysis/traps/trapProblems.ts';
import { compilePolicy } from '../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../server/decision/counting/counters.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import type { JsonObject } from '../../../server/policy/json.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { call, hour, minute, second, tenOClock } from '../decision/decided.ts';
import { documentOf, documentOfText } from './trapsGenerated.ts';

/*
 * Minutes of 1 call are 60 an hour and 1440 a day, hours of 2 are 48 a day: the generated limits lie around these.
 */
const limits: Arbitrary<JsonObject[]> = fastCheck.array(
  fastCheck.record(
    {
      counter: fastCheck.constantFrom('one', 'two', 'three', 'four'),
      window: fastCheck.constantFrom('minute', 'hour', 'day'),
      max: fastCheck.constantFrom(1, 2, 24, 47, 48, 49, 59, 60, 61, 120, 1440),
      scope: fastCheck.constant('grant'),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 4 },
);

/** Dense traffic of two tools and two grants from shortly before midnight, some of it answered with an error. */
const traffic: Arbitrary<ToolCall[]> = fastCheck
  .record({
    waits: fastCheck.array(fastCheck.constantFrom(0, second, 20 * second, minute, 2 * minute, hour), {
      minLength: 1,
      maxLength: 8,
    }),
    errors: fastCheck.integer({ min: 3, max: 30 }),
  })
  .map(({ waits, errors }) => {
    let at = tenOClock + 13 * hour;
    return Array.from({ length: 400 }, (_, index) => {
      at += waits[index % waits.length] ?? 0;
      const upstream = index % errors === 0 ? 'error' : 'ok';
      return call({ at, upstream, tool: index % 3 === 0 ? 'refund' : 'charge', grant: index % 5 === 0 ? 'g1' : 'g2' });
    });
  });

function outcomes({ root }: PolicyDocument, calls: readonly ToolCall[]): string {
  if (root === undefined) throw new Error('The text holds no JSON value.');
  const policy = compilePolicy(root);
  const counters = new Counters();
  return calls.map((each) => evaluate(policy, counters, each).outcome[0]).join('');
}

suite('What is said of limits is true of all traffic', () => {
  test('without limits that never bind the same calls are allowed', () => {
    let idle = 0;
    fastCheck.assert(
      fastCheck.property(limits, limits, limits, traffic, (shared, ofCharge, ofRefund, calls) => {
        const document = documentOf({
          all_tools: { limits: shared },
          tools: { charge: { limits: ofCharge }, refund: { limits: ofRefund } },
        });
        const expected = outcomes(document, calls);
        const after = (edits: Parameters<typeof replaced>[1]): string =>
          outcomes(documentOfText(replaced(document.text.getText(), edits)), calls);
        const fixes = trapProblems(document, nothingKnown)
          .filter(({ code }) => code === 'limit-never-binds')
          .flatMap((problem) => problem.fixes ?? []);
        idle += fixes.length;
        for (const { edits } of fixes) assert.equal(after(edits), expected);
      }),
      { numRuns: 150 },
    );
    assert.ok(idle > 100);
  });

  test('a limit that binds somewhere is not reported', () => {
    const binding: readonly [narrow: object, wide: object][] = [
      [
        { window: 'minute', max: 5 },
        { window: 'hour', max: 299 },
      ],
      [
        { window: 'minute', max: 5 },
        { window: 'day', max: 7199 },
      ],
      [
        { window: 'hour', max: 5 },
        { window: 'day', max: 119 },
      ],
      [
        { window: 'hour', max: 6 },
        { window: 'minute', max: 5 },
      ],
      [
        { window: 'minute', max: 5, increment_from: 'args.n' },
        { window: 'hour', max: 1000 },
      ],
      [
        { window: 'minute', max: 5 },
        { window: 'hour', max: 1000, increment_from: 'args.n' },
      ],
      [
        { window: 'minute', max: 5, scope: 'server' },
        { window: 'hour', max: 1000 },
      ],
    ];
    for (const [narrow, wide] of binding) {
      const list = [
        { counter: 'narrow', scope: 'grant', ...narrow },
        { counter: 'wide', scope: 'grant', ...wide },
      ];
      const problems = trapProblems(documentOf({ tools: { charge: { limits: list } } }), nothingKnown);
      const codes = problems.map(({ code }) => code).filter((code) => code === 'limit-never-binds');
      assert.deepEqual(codes, [], JSON.stringify(list));
    }
  });
});
