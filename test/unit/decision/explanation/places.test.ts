import assert from 'node:assert/strict';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { Span } from '../../../../server/policy/syntax/span.ts';
import { call, policyOfText } from '../decided.ts';

suite('A decision is tied to the smallest place that made it', () => {
  const rule = '{ "conditions": [{ "path": "args.amount", "op": "gt", "value": 5 }] }';
  const room = '{ "counter": "c", "window": "minute", "max": 0, "scope": "grant" }';
  const cases: readonly [name: string, text: string, place: string][] = [
    ['the name in hide', '{ "default": "allow", "hide": ["other", "charge"] }', '"charge"'],
    ['the star in hide', '{ "default": "allow", "hide": ["other", "*"] }', '"*"'],
    ['the value of default', '{ "default": "deny", "tools": {} }', '"deny"'],
    ['the value of action', '{ "tools": { "charge": { "action": "deny" } } }', '"deny"'],
    ['the rule', `{ "tools": { "charge": { "deny_if": [${rule}] } } }`, rule],
    ['the limit', `{ "tools": { "charge": { "limits": [${room}] } } }`, room],
    ['the limit over all tools', `{ "tools": { "charge": {} }, "all_tools": { "limits": [${room}] } }`, room],
    [
      'the rate_limit',
      '{ "tools": { "charge": { "rate_limit": {"max": 0, "window": 9} } } }',
      '{"max": 0, "window": 9}',
    ],
  ];
  for (const [name, text, place] of cases) {
    test(`${name}: ${place}`, () => {
      const decision = decide(policyOfText(text), new Counters(), call({ args: { amount: 6 } }));
      const textAt = (span: Span | undefined) => span && text.slice(span.offset, span.offset + span.length);
      assert.equal(textAt(decision.span), place);
      assert.equal(textAt(decision.steps.at(-1)?.span), place);
      for (const reading of decision.counters) assert.equal(textAt(reading.span), place);
    });
  }

  test('that a tool is listed links to its name', () => {
    const text = '{ "tools": { "charge": {} } }';
    const span = decide(policyOfText(text), new Counters(), call()).steps[1]?.span;
    assert.equal(text.slice(span?.offset, (span?.offset ?? 0) + (span?.length ?? 0)), '"charge"');
  });

  test('what the policy says by leaving it out has no place', () => {
    assert.equal(decide(policyOfText('{}'), new Counters(), call()).span, undefined);
  });
});
