import assert from 'node:assert/strict';
import { labels, type Offering, offered, type Picking, payments, testOffering, testPicking } from './offering.ts';

const tool = (rules: string) => `{"tools": {"ping": ${rules}}}`;

const offering: Offering[] = [
  {
    what: "a policy's keys, the required ones first and the editor's own last",
    text: '{"tools": {}, |}',
    labels: ['version', 'default', 'hide', 'all_tools', '$schema'],
  },
  {
    what: 'no key that is there already, also not one further down',
    text: '{"version": "1", |\n"default": "deny", "tools": {}}',
    labels: ['hide', 'all_tools', '$schema'],
  },
  {
    what: 'the key that is being edited among them',
    text: '{"version|": "1", "default": "deny"}',
    labels: ['version', 'hide', 'all_tools', 'tools', '$schema'],
  },
  {
    what: "a rule's keys",
    text: tool('{"require": [{|}]}'),
    labels: ['conditions', 'on_deny'],
  },
  {
    what: "a condition's keys",
    text: tool('{"require": [{"conditions": [{"op": "eq", |}]}]}'),
    labels: ['path', 'value'],
  },
  {
    what: "a limit's keys",
    text: tool('{"limits": [{"max": 1, |}]}'),
    labels: ['counter', 'window', 'scope', 'increment_from'],
  },
  {
    what: 'no weight for a limit over all tools',
    text: '{"all_tools": {"limits": [{"max": 1, |}]}}',
    labels: ['counter', 'window', 'scope'],
  },
  { what: 'the one key of `all_tools`', text: '{"all_tools": {|}}', labels: ['limits'] },
  { what: 'the keys of the shorthand', text: tool('{"rate_limit": {|}}'), labels: ['max', 'window'] },
  {
    what: 'nothing in an object that no policy has',
    text: '{"tools": {"ping": {"limits": [{"max": {|}}]}}}',
    labels: [],
  },
  { what: 'nothing in an object where a list belongs', text: tool('{"require": {|}}'), labels: [] },
  { what: 'nothing in a list where an object belongs', text: '{"tools": [|]}', labels: [] },
  { what: 'nothing between a key and its colon', text: '{"version" | : "1"}', labels: [] },
  { what: 'nothing outside of the policy', text: '{"version": "1"} |', labels: [] },
  {
    what: 'nothing in the policy of another product',
    text: '{"Version": "2012-10-17", "Statement": [], |}',
    labels: [],
  },
];

const picking: Picking[] = [
  { what: 'the version with its one value', text: '{|}', pick: 'version', becomes: '{"version": "1"|}' },
  { what: 'the default with a choice', text: '{|}', pick: 'default', becomes: '{"default": "deny"|}' },
  { what: 'a list with the cursor inside', text: '{|}', pick: 'hide', becomes: '{"hide": [|]}' },
  { what: 'tools with the cursor inside', text: '{|}', pick: 'tools', becomes: '{"tools": {|}}' },
  {
    what: 'limits over all tools with their list',
    text: '{|}',
    pick: 'all_tools',
    becomes: '{"all_tools": {"limits": [|]}}',
  },
  { what: 'a key with a `$`', text: '{|}', pick: '$schema', becomes: '{"$schema": "|"}' },
  {
    what: 'conditions with the first one begun',
    text: tool('{"deny_if": [{|}]}'),
    pick: 'conditions',
    becomes: tool('{"deny_if": [{"conditions": [{|}]}]}'),
  },
  {
    what: 'a path begun',
    text: tool('{"deny_if": [{"conditions": [{|}]}]}'),
    pick: 'path',
    becomes: tool('{"deny_if": [{"conditions": [{"path": "args.|"}]}]}'),
  },
  {
    what: 'a counter by the name of the tool',
    text: tool('{"limits": [{|}]}'),
    pick: 'counter',
    becomes: tool('{"limits": [{"counter": "ping_rate"|}]}'),
  },
  {
    what: 'a counter that the list does not have yet',
    text: tool('{"limits": [{"counter": "ping_rate"}, {|}]}'),
    pick: 'counter',
    becomes: tool('{"limits": [{"counter": "ping_rate"}, {"counter": "ping_rate_2"|}]}'),
  },
  {
    what: 'the shorthand whole',
    text: tool('{|}'),
    pick: 'rate_limit',
    becomes: tool('{"rate_limit": {"max": 10, "window": 60}|}'),
  },
  {
    what: 'a key over another one, whose value stays',
    text: '{"vers|": "1"}',
    pick: 'version',
    becomes: '{"version": "1"}',
  },
  {
    what: 'a key before its value, with the colon that is missing',
    text: '{"too|" {"ping": {}}}',
    pick: 'tools',
    becomes: '{"tools": {"ping": {}}}',
  },
  {
    what: 'a key before the first character of the next entry',
    text: '{"version": "1", |"tools": {}}',
    pick: 'hide',
    becomes: '{"version": "1", "hide": [|],"tools": {}}',
  },
  {
    what: 'a key directly behind a value, with the comma',
    text: '{"version": "1", "tools": {}|}',
    pick: 'hide',
    becomes: '{"version": "1", "tools": {}, "hide": [|]}',
  },
  {
    what: 'a key directly behind a comma, with the blank that people write there',
    text: '{"version": "1",|}',
    pick: 'hide',
    becomes: '{"version": "1", "hide": [|]}',
  },
  {
    what: 'a key on a new line behind a value, with the comma',
    text: '{\n  "version": "1"\n  |\n}',
    pick: 'hide',
    becomes: '{\n  "version": "1",\n  "hide": [|]\n}',
  },
];

const conditionValues = [
  { operator: 'exists', begins: 'true|' },
  { operator: 'in', begins: '[|]' },
  { operator: 'gt', begins: '0|' },
  { operator: 'regex', begins: '"^|$"' },
  { operator: 'eq', begins: '|' },
];

suite('Completion of keys', () => {
  suite('offers', () => testOffering(offering));
  suite('writes', () => testPicking(picking));
  suite('begins the value of a condition by its operator', () =>
    testPicking(
      conditionValues.map(({ operator, begins }) => ({
        what: operator,
        text: tool(`{"deny_if": [{"conditions": [{"op": "${operator}", |}]}]}`),
        pick: 'value',
        becomes: tool(`{"deny_if": [{"conditions": [{"op": "${operator}", "value": ${begins}}]}]}`),
      })),
    ));

  suite('begins a whole policy', () => {
    const whole = '{\n\t"version": "1",\n\t"default": "deny",\n\t"tools": {\n\t\t|\n\t}\n}';
    testPicking([
      { what: 'in an empty file', text: '|', pick: 'policy', becomes: whole },
      { what: 'over a word in an empty file', text: '\npol|\n', pick: 'policy', becomes: `\n${whole}\n` },
      { what: 'between braces that stand side by side', text: '{|}', pick: 'policy', becomes: whole },
      {
        what: 'between braces on lines of their own',
        text: '{\n|\n}',
        pick: 'policy',
        becomes: '{\n"version": "1",\n"default": "deny",\n"tools": {\n\t|\n}\n}',
      },
    ]);
    test('but not in a policy that has a key', () => {
      assert.ok(!labels('{"hide": [], |}').includes('policy'));
    });
    test('nor behind other text', () => {
      assert.deepEqual(labels('] |'), []);
    });
  });

  test("puts the catalogue's shorthand behind the other keys and says what it is", () => {
    const keys = offered(tool('{|}'), payments).slice(0, 6);
    assert.deepEqual(
      keys.map(({ label }) => label),
      ['require', 'deny_if', 'limits', 'rate_limit', 'action', 'reason'],
    );
    for (const { labelDetails } of keys.slice(3)) assert.match(labelDetails?.description ?? '', /catalogue shorthand/);
  });

  test("documents each with the schema's own words", () => {
    const [version] = offered('{"tools": {}, |}');
    assert.equal(version?.labelDetails?.description, 'Schema version, required');
    assert.deepEqual(version?.documentation, { kind: 'markdown', value: 'The version of the policy language.' });
  });

  test('says of each whether there is more to complete where it leaves the cursor', () => {
    const goesOn = new Map(offered('{"default": "deny", |}').map(({ label, data }) => [label, data]));
    assert.deepEqual(goesOn.get('hide'), { goesOn: true });
    assert.equal(goesOn.get('version'), undefined);
  });
});
