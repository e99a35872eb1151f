import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { quickFixes } from '../../../server/language/quickFixes.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { atCursor } from '../../markedCursor.ts';
import { freshTools } from '../../toolLists.ts';

const knowledge = freshTools('create_charge', 'list_charges');

/** Policies with the cursor in a mistake, and what each fix that is offered makes of them. */
const cases: { what: string; text: string; fixes: Record<string, string> }[] = [
  {
    what: 'a tool that the server does not have',
    text: '{"version": "1", "default": "deny", "tools": {"create|_chrage": {"limits": []}}}',
    fixes: {
      'Change to "create_charge"': '{"version": "1", "default": "deny", "tools": {"create_charge": {"limits": []}}}',
      'Remove "create_chrage"': '{"version": "1", "default": "deny", "tools": {}}',
    },
  },
  {
    what: 'a hidden tool that the server does not have',
    text: '{"version": "1", "default": "deny", "hide": ["|list_charge"]}',
    fixes: {
      'Change to "list_charges"': '{"version": "1", "default": "deny", "hide": ["list_charges"]}',
      'Remove "list_charge"': '{"version": "1", "default": "deny", "hide": []}',
    },
  },
  {
    what: 'a misspelled value',
    text: '{"version": "1", "default": "de|ni"}',
    fixes: { 'Change to "deny"': '{"version": "1", "default": "deny"}' },
  },
  {
    what: 'a misspelled key',
    text: '{"version": "1", "default": "deny", "hid|": []}',
    fixes: {
      'Change to "hide"': '{"version": "1", "default": "deny", "hide": []}',
      'Remove "hid"': '{"version": "1", "default": "deny"}',
    },
  },
  {
    what: 'a rate limit in shorthand',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"rate|_limit": {"max": 10, "window": 3600}}}}',
    fixes: {
      'Write in the canonical form (counted by grant instead of session)':
        '{"version": "1", "default": "deny", "tools": {"a": {"limits": [{ "counter": "a_rate", "window": "hour", "max": 10, "scope": "grant" }]}}}',
    },
  },
  {
    what: 'a rate limit beside limits, in a window that has no name',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"rate|_limit": {"max": 9, "window": 45}, "limits": []}}}',
    fixes: {
      'Write in the canonical form (counted by grant instead of session; no exact form: at most 9 in each minute instead of each 45 seconds)':
        '{"version": "1", "default": "deny", "tools": {"a": {"limits": [{ "counter": "a_rate", "window": "minute", "max": 9, "scope": "grant" }]}}}',
    },
  },
  {
    what: 'a rate limit beside a limit that has its counter already',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"limits": [{ "counter": "a_rate", "window": "hour", "max": 6, "scope": "grant" }], "rate|_limit": {"max": 3, "window": 60}}}}',
    fixes: {
      'Write in the canonical form (counted by grant instead of session)':
        '{"version": "1", "default": "deny", "tools": {"a": {"limits": [{ "counter": "a_rate", "window": "hour", "max": 6, "scope": "grant" }, { "counter": "a_rate_2", "window": "minute", "max": 3, "scope": "grant" }]}}}',
    },
  },
  {
    what: 'an action with its reason, beside a rule',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"deny_if": [{ "conditions": [] }], "act|ion": "deny", "reason": "No."}}}',
    fixes: {
      'Write in the canonical form':
        '{"version": "1", "default": "deny", "tools": {"a": {"deny_if": [{ "conditions": [] }, { "conditions": [], "on_deny": "No." }]}}}',
    },
  },
  {
    what: 'an action that asks for approval',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"act|ion": "require_approval"}}}',
    fixes: {
      'Write in the canonical form (denied instead of waiting for approval)':
        '{"version": "1", "default": "deny", "tools": {"a": {"deny_if": [{ "conditions": [], "on_deny": "Requires human approval." }]}}}',
    },
  },
  {
    what: 'an action that allows',
    text: '{"version": "1", "default": "deny", "tools": {"a": {"act|ion": "allow"}}}',
    fixes: { 'Write in the canonical form': '{"version": "1", "default": "deny", "tools": {"a": {}}}' },
  },
  { what: 'nothing wrong under the cursor', text: '{"version": "1", "default": "deny", "|hide": []}', fixes: {} },
];

suite('Quick fixes', () => {
  for (const { what, text, fixes } of cases) {
    test(what, () => {
      const { document, position } = atCursor(text);
      const actions = quickFixes(document, findings(document, knowledge), { start: position, end: position });
      const made = actions.map(({ title, edit }) => [
        title,
        TextDocument.applyEdits(document.text, edit?.changes?.[document.uri] ?? []),
      ]);
      assert.deepEqual(Object.fromEntries(made), fixes);
    });
  }

  test('hidden characters of a server are shown, and written as escapes that mean the same', () => {
    const { document, position } = atCursor('{"version": "1", "default": "deny", "tools": {"delete_us|er": {}}}');
    const problems = findings(document, freshTools('delete_u\u202eser\u200b'));
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['Test Server has no tool "delete_user", so this never applies. Did you mean "delete_u<U+202E>ser<U+200B>"?'],
    );
    const [action] = quickFixes(document, problems, { start: position, end: position });
    assert.equal(action?.title, 'Change to "delete_u\\u202Eser\\u200B"');
    assert.equal(action?.edit?.changes?.[document.uri]?.[0]?.newText, '"delete_u\\u202Eser\\u200B"');
  });

  test('each of a thousand problems gets the fix of its own tool', () => {
    const tools = Array.from(
      { length: 1000 },
      (_, index) => `"t${index}": {"action": "deny", "reason": "no ${index}"}`,
    );
    const { document } = atCursor(`|{"version": "1", "default": "deny", "tools": {${tools.join(', ')}}}`);
    const whole = { start: { line: 0, character: 0 }, end: document.text.positionAt(document.text.getText().length) };
    const actions = quickFixes(document, findings(document, nothingKnown), whole);
    assert.equal(actions.length, 1000);
    for (const [index, { edit }] of actions.entries()) {
      assert.match(JSON.stringify(edit?.changes), new RegExp(`no ${index}\\\\"`));
    }
  });
});
