import assert from 'node:assert/strict';
import { fitsPattern } from '../../../server/lsp/documents/filePattern.ts';

const path = 'policies/crm/charges.policy.json';

const fitting: readonly string[] = [
  'charges.policy.json',
  '*.policy.json',
  '*.json',
  'charges.*',
  '*',
  '**',
  '**/*',
  '**/*.json',
  '**/charges.policy.json',
  'policies/**',
  'policies/**/charges.policy.json',
  'policies/**/*.json',
  'policies/*/*.json',
  'policies/crm/**/charges.policy.json',
  '**/crm/**',
  '{policies,other}/**',
  '{other/**,policies/**}',
  '{a,{b,charges}}.policy.json',
  'charges{,.draft}.policy.json',
  'charge?.policy.json',
  '[a-d]harges.policy.json',
  '[!x]harges.policy.json',
  'charges\\.policy.json',
];

const strange: readonly string[] = [
  '',
  '.json',
  'charges',
  'Charges.policy.json',
  'policies/*.json',
  '/policies/**',
  'policies/crm',
  '*/charges.policy.json',
  'policies?crm/charges.policy.json',
  'policies[!a]crm/charges.policy.json',
  'charges.policy.jso[a',
  '[z-a]harges.policy.json',
  'charges.policy.json\n',
  '(charges).policy.json',
  '__proto__',
  '{charges.policy.json',
  'charges.policy.json}',
  '\\',
];

/** Each made a common translation of globs into JavaScript's expressions think for hours. */
const explosive: readonly string[] = [
  `${'*a'.repeat(240)}b`,
  `${'{a,*}'.repeat(90)}x`,
  `${'{*,*}'.repeat(80)}x`,
  `${'{a,'.repeat(100)}b${'}'.repeat(100)}`,
  `${'**/a'.repeat(100)}/b`,
  `${'**/'.repeat(150)}b`,
  `${'?*'.repeat(200)}X`,
  `${'[a-z]*'.repeat(80)}X`,
  '+(*a)x',
  '(a+)+x',
];

suite('A glob pattern of a setting', () => {
  for (const pattern of fitting) {
    test(`${pattern} fits ${path}`, () => assert.equal(fitsPattern(path, pattern), true));
  }
  for (const pattern of strange) {
    test(`${JSON.stringify(pattern)} does not`, () => assert.equal(fitsPattern(path, pattern), false));
  }

  test('takes braces that have no partner as they are', () => {
    assert.equal(fitsPattern('{a.json', '{a.json'), true);
    assert.equal(fitsPattern('a}.json', 'a}.json'), true);
  });

  for (const pattern of explosive) {
    test(`${pattern.slice(0, 12)}… of ${pattern.length} characters is answered at once`, () => {
      assert.equal(fitsPattern(`${'a'.repeat(200)}/${'a'.repeat(200)}.json`, pattern), false);
    });
  }
});
