import assert from 'node:assert/strict';
import { keyDocumentation } from '../../../server/language/schemaDocumentation.ts';
import { freshTools } from '../../toolLists.ts';
import { hoverText } from './hoverText.ts';

suite('Hover on a key', () => {
  const places: readonly (readonly [string, Parameters<typeof keyDocumentation>])[] = [
    ['{"ver|sion": "1"}', ['policy', 'version']],
    ['{"version": |"1"}', ['policy', 'version']],
    ['{"hi|de": []}', ['policy', 'hide']],
    ['{"all_|tools": {}}', ['policy', 'all_tools']],
    ['{"all_tools": {"lim|its": []}}', ['allTools', 'limits']],
    ['{"to|ols": {}}', ['policy', 'tools']],
    ['{"tools": {"a": {"requ|ire": []}}}', ['tool', 'require']],
    ['{"tools": {"a": {"deny|_if": []}}}', ['tool', 'deny_if']],
    ['{"tools": {"a": {"limi|ts": ', ['tool', 'limits']],
    ['{"tools": {"a": {"action": "den|y"}}}', ['tool', 'action']],
    ['{"tools": {"a": {"deny_if": [{"condi|tions"', ['rule', 'conditions']],
    ['{"tools": {"a": {"deny_if": [{"conditions": [{"val|ue"', ['condition', 'value']],
  ];
  for (const [marked, place] of places) {
    test(marked, () => {
      const documentation = keyDocumentation(...place);
      assert.ok(documentation !== undefined);
      const name = place[1].replace('_', '\\_');
      assert.equal(hoverText(marked), `**${name}** · ${documentation.title}\n\n${documentation.description}`);
    });
  }

  for (const marked of [
    '|{"version": "1"}',
    '{"tools": |{}}',
    '{"hide": [|]}',
    '{"toString|": 1}',
    '|',
    '"ver|sion"',
    '{"tools": {"a": [5|]}}',
  ]) {
    test(`nothing at ${marked}`, () => assert.equal(hoverText(marked), undefined));
  }
});

suite('Hover on default', () => {
  const documented = keyDocumentation('policy', 'default');
  const head = `**default** · ${documented?.title}\n\n${documented?.description}`;
  const served = '_Test Server, listed 1970\\-01\\-01 00\\:00 UTC_';
  const knowledge = freshTools('a', 'b', 'c', 'd');
  const cases: readonly (readonly [string, string])[] = [
    [
      '{"default": "al|low", "hide": ["b"], "tools": {"a": {}}}',
      `${head}\n\nHere it allows 2 of the server's 4 tools: \`c\`, \`d\`.\n\n${served}`,
    ],
    [
      '{"def|ault": "deny", "tools": {"a": {}, "b": {}, "c": {}, "d": {}}}',
      `${head}\n\nHere it denies none of the server's 4 tools.\n\n${served}`,
    ],
    ['{"def|ault": "deny", "hide": ["*"]}', head],
    ['{"default": "no|"}', head],
  ];
  for (const [marked, text] of cases) test(marked, () => assert.equal(hoverText(marked, knowledge), text));

  test('names some of many tools', () => {
    const many = freshTools(...Array.from({ length: 100 }, (_, index) => `t${index}`));
    assert.match(
      hoverText('{"default": "den|y"}', many) ?? '',
      /denies 100 of the server's 100 tools: `t0`, .*`t9`, …\.\n/,
    );
  });

  test('says what the rule is while nothing is known', () => assert.equal(hoverText('{"default": "den|y"}'), head));
});

suite('Hover on hide', () => {
  test('"*" hides every tool', () => {
    assert.match(
      hoverText('{"hide": ["*|"]}') ?? '',
      /Takes every tool out of the server's list and denies every call/,
    );
  });
});
