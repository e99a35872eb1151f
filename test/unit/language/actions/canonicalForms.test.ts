import assert from 'node:assert/strict';
import { checkAll, withTool } from './fixCases.ts';
import { offeredAt } from './offered.ts';

const allShorthand = 'Write all of the shorthand in the canonical form, also where it differs';
const allOfIntercept = "Write all of Intercept's dialect in the canonical form, also where it differs";

function policy(tools: string): string {
  return `{"version": "1", "default": "deny", "tools": {${tools}}}`;
}

suite('The canonical form of all that is written otherwise', () => {
  test('is one fix for every rate limit and action', () => {
    const text = policy(
      '"a": {"rate_|limit": {"max": 10, "window": 60}}, "b": {"rate_limit": {"max": 5, "window": 3600}, "action": "require_approval"}',
    );
    const limit = (name: string, window: string, max: number) =>
      `"limits": [{ "counter": "${name}_rate", "window": "${window}", "max": ${max}, "scope": "grant" }]`;
    assert.equal(
      offeredAt(text).get(allShorthand),
      policy(
        `"a": {${limit('a', 'minute', 10)}}, "b": {${limit('b', 'hour', 5)}, "deny_if": [{ "conditions": [], "on_deny": "Requires human approval." }]}`,
      ),
    );
  });

  test('is one fix for the rules of Intercept', () => {
    const text = policy(
      '"a": {"ru|les": [{"rate_limit": "5/hour", "on_deny": "Later."}]}, "b": {"rules": [{"rate_limit": "6/hour", "on_deny": "Later."}]}',
    );
    assert.doesNotMatch(offeredAt(text).get(allOfIntercept) ?? '"rules"', /"rules"/);
  });

  test('is not offered for a single place, nor where the evident fixes do all of it', () => {
    const single = policy('"a": {"rate_|limit": {"max": 10, "window": 60}}');
    const evident = policy('"a": {"act|ion": "deny"}, "b": {"action": "allow"}');
    for (const text of [single, evident]) assert.equal(offeredAt(text).has(allShorthand), false);
    assert.equal(offeredAt(evident).has('Fix all problems of this kind (shorthand)'), true);
  });

  test('is never made unasked: an approval stays one', () => {
    const text = policy('"a": {"action": "require_approval"}, "b": {"action": "deny"}');
    const fixed = offeredAt(`|${text}`, ['source.fixAll']).get('Fix all evident problems') ?? '';
    assert.match(fixed, /"a": \{"action": "require_approval"\}, "b": \{"deny_if"/);
  });
});

suite('A reason without an action', () =>
  checkAll([
    {
      what: 'gets the action that it may have been meant for, or goes',
      code: 'reason-without-action',
      text: withTool('{ "rea|son": "Not for agents." }'),
      fixes: {
        'Add "action": "deny"': withTool('{ "action": "deny", "reason": "Not for agents." }'),
        'Take "reason" out': withTool('{}'),
      },
    },
  ]));
