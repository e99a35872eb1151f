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
