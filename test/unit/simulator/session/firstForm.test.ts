import assert from 'node:assert/strict';
import { formWithTool } from '../../../../client/simulator/session/firstForm.ts';
import { maximumDrafts } from '../../../../server/protocol/panel.ts';
import { formFor, toolChoice } from '../simulated.ts';

suite('The form with a tool chosen', () => {
  test('keeps only the latest drafts', () => {
    let form = formFor('tool 0');
    for (let index = 1; index <= maximumDrafts; index += 1) form = formWithTool(form, `tool ${index}`, []);
    assert.equal(form.drafts.length, maximumDrafts);
    assert.equal(form.drafts[0]?.tool, 'tool 1');
  });

  test('a tool called __proto__ gets its own sample', () => {
    const form = formWithTool(formFor('pay'), '__proto__', [toolChoice('__proto__', { a: 1 })]);
    assert.deepEqual(form.drafts.at(-1), { tool: '__proto__', text: '{\n  "a": 1\n}' });
  });
});
