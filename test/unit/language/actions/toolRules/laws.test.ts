import assert from 'node:assert/strict';
import fastCheck, { type Arbitrary } from 'fast-check';
import type { JsonObject } from '../../../../../server/policy/json.ts';
import { toolWithRules } from '../../../analysis/trapsGenerated.ts';
import { after, asked, changes, limit, standing } from './changed.ts';

const allNames = ['pay', 'see', '__proto__', 'other'];
const anyNames = fastCheck.uniqueArray(fastCheck.constantFrom(...allNames), { minLength: 1 });

const anyTool: Arbitrary<JsonObject> = fastCheck.oneof(
  fastCheck.constant({}),
  toolWithRules,
  toolWithRules.map((rules) => ({ ...rules, limits: [JSON.parse(limit)] })),
  fastCheck.constantFrom('allow', 'deny', 'require_approval').map((action) => ({ action, reason: 'So.' })),
  fastCheck.constant({ rate_limit: { max: 5, window: 60 } }),
  fastCheck.constant({ rules: [{ name: 'no', action: 'deny' }] }),
);

const anyPolicy: Arbitrary<JsonObject> = fastCheck
  .record({
    default: fastCheck.constantFrom('allow', 'deny'),
    hide: fastCheck.option(fastCheck.array(fastCheck.constantFrom('pay', 'see', 'old', '*'), { maxLength: 3 })),
    tools: fastCheck.option(
      fastCheck.array(fastCheck.tuple(fastCheck.constantFrom('pay', 'see', '__proto__'), anyTool)),
    ),
  })
  .map(({ default: otherwise, hide: hidden, tools }) => ({
    version: '1',
    default: otherwise,
    ...(hidden !== null && { hide: hidden }),
    ...(tools !== null && { tools: Object.fromEntries(tools) }),
  }));

suite('Laws of changes of tools', () => {
  test('whatever the policy, each change does what it says or leaves the text alone, and no condition is lost', () => {
    fastCheck.assert(
      fastCheck.property(anyPolicy, fastCheck.constantFrom(...changes), anyNames, (value, change, names) => {
        const text = JSON.stringify(value, undefined, 2);
        const result = after(text, change, names);
        for (const name of names) {
          if (result.refused.includes(name)) assert.equal(standing(result.text, name), standing(text, name));
          else if (change === 'deny') assert.equal(standing(result.text, name), 'denied');
          else if (change === 'hide') assert.equal(standing(result.text, name), 'hidden');
          else if (change !== 'remove' && change !== 'starter')
            assert.ok(asked[change].includes(standing(result.text, name) ?? 'approval'));
        }
        if (change !== 'remove') assert.equal(conditionsIn(result.text), conditionsIn(text));
        assert.deepEqual(after(result.text, change, names).text, result.text, 'done twice is done once');
      }),
    );
  });

  test('a change of many tools does to each what a change of it alone does', () => {
    fastCheck.assert(
      fastCheck.property(anyPolicy, fastCheck.constantFrom(...changes), anyNames, (value, change, names) => {
        const text = JSON.stringify(value, undefined, 2);
        let one = text;
        for (const name of names) one = after(one, change, [name]).text;
        const many = after(text, change, names).text;
        for (const name of allNames) assert.equal(standing(many, name), standing(one, name));
      }),
    );
  });
});

/** How many conditions a text has. */
function conditionsIn(text: string): number {
  return text.split('"op"').length;
}
