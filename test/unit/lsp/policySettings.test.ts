import assert from 'node:assert/strict';
import { defaultPolicySettings, readPolicySettings } from '../../../server/lsp/settings/policySettings.ts';

const path = 'policies/charges.policy.json';

const severities: { what: string; diagnostics: unknown; chosen: [string, string][] }[] = [
  { what: 'for the whole workspace', diagnostics: { severity: { shorthand: 'off' } }, chosen: [['shorthand', 'off']] },
  {
    what: 'of scenarios, too',
    diagnostics: { severity: { 'scenario-unknown-tool': 'error', 'scenario-unknown': 'off' } },
    chosen: [['scenario-unknown-tool', 'error']],
  },
  {
    what: 'for a file by its path',
    diagnostics: { severityByFile: { 'policies/*.json': { 'unknown-key': 'error' } } },
    chosen: [['unknown-key', 'error']],
  },
  {
    what: 'for a file by its name alone',
    diagnostics: { severityByFile: { 'charges.policy.json': { 'unknown-key': 'hint' } } },
    chosen: [['unknown-key', 'hint']],
  },
  {
    what: 'for a file before the workspace',
    diagnostics: { severity: { shorthand: 'error' }, severityByFile: { '**/*': { shorthand: 'off' } } },
    chosen: [['shorthand', 'off']],
  },
  {
    what: 'not for another file',
    diagnostics: { severityByFile: { 'other.policy.json': { shorthand: 'off' } } },
    chosen: [],
  },
  {
    what: 'not by a word that is none',
    diagnostics: { severity: { shorthand: 'loud', 'no-such-code': 'off', 'unknown-key': 5 } },
    chosen: [],
  },
  { what: 'not by something else in its place', diagnostics: 'off', chosen: [] },
  {
    what: 'not by a pattern that no person writes',
    diagnostics: { severityByFile: { [`${'*'.repeat(600)}`]: { shorthand: 'off' } } },
    chosen: [],
  },
  {
    what: 'for the files that another pattern names, beside one that is still empty',
    diagnostics: { severityByFile: { '': { shorthand: 'off' }, '*.json': { 'unknown-key': 'hint' } } },
    chosen: [['unknown-key', 'hint']],
  },
];

suite('Settings of one policy', () => {
  test('are the defaults where nothing is set', () => {
    for (const sent of [null, undefined, {}, [], 'x', { diagnostics: null, servers: 5 }]) {
      assert.deepEqual(readPolicySettings(sent, path), defaultPolicySettings);
    }
  });

  for (const { what, diagnostics, chosen } of severities) {
    test(`a severity is chosen ${what}`, () => {
      assert.deepEqual([...readPolicySettings({ diagnostics }, path).severities], chosen);
    });
  }

  test('the first pattern that fits says which server a policy belongs to', () => {
    const servers = { 'billing/**': 'billing', 'policies/**': 'payments', '*.json': 'any' };
    assert.equal(readPolicySettings({ servers }, path).server, 'payments');
    assert.equal(readPolicySettings({ servers }, 'a.json').server, 'any');
    assert.equal(readPolicySettings({ servers: { 'policies/**': '' } }, path).server, undefined);
  });

  test('classes are chosen for tools of any name, and only those that there are', () => {
    const riskClasses = JSON.parse('{"pay": "write", "__proto__": "read", "odd": "harmless", "none": null}');
    assert.deepEqual(
      [...readPolicySettings({ riskClasses }, path).riskClasses],
      [
        ['pay', 'write'],
        ['__proto__', 'read'],
      ],
    );
    assert.equal(readPolicySettings({ riskClasses: 'write' }, path).riskClasses.size, 0);
  });

  test('lenses and hints can be switched off', () => {
    const { codeLens, inlayHints } = readPolicySettings({ codeLens: false, inlayHints: false }, path);
    assert.deepEqual([codeLens, inlayHints], [false, false]);
  });
});
