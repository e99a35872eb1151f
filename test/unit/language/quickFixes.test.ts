import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { quickFixes } from '../../../server/language/quickFixes.ts';
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
    },
  },
  {
    what: 'a hidden tool that the server does not have',
    text: '{"version": "1", "default": "deny", "hide": ["|list_charge"]}',
    fixes: { 'Change to "list_charges"': '{"version": "1", "default": "deny", "hide": ["list_charges"]}' },
  },
  {
    what: 'a misspelled value',
    text: '{"version": "1", "default": "de|ni"}',
    fixes: { 'Change to "deny"': '{"version": "1", "default": "deny"}' },
  },
  {
    what: 'a misspelled key',
    text: '{"version": "1", "default": "deny", "hid|": []}',
    fixes: { 'Change to "hide"': '{"version": "1", "default": "deny", "hide": []}' },
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
      'Write in the canonical form (counted by grant instead of session, and stricter: 9 in 60 seconds instead of 45)':
        '{"version": "1", "default": "deny", "tools": {"a": {"limits": [{ "counter": "a_rate", "window": "minute", "max": 9, "scope": "grant" }]}}}',
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
      'Write in the canonical form':
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
});
