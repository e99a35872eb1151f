import assert from 'node:assert/strict';
import { prepareRename, rename } from '../../../../server/language/navigation/rename.ts';
import { atCursor } from '../../../markedCursor.ts';
import { edited, policyOf, policyUri, scenarioOf } from './written.ts';

const renames: { what: string; text: string; to: string; becomes: string }[] = [
  {
    what: 'a tool in "tools" and "hide", each duplicate included, but no counter that is called after it',
    text: '{"hide": ["pay"], "tools": {"pay|": {}, "pay": {"limits": [{"counter": "pay_rate"}]}}}',
    to: 'charge',
    becomes: '{"hide": ["charge"], "tools": {"charge": {}, "charge": {"limits": [{"counter": "pay_rate"}]}}}',
  },
  {
    what: 'a tool from its entry in "hide"',
    text: '{"hide": [|"pay"], "tools": {"pay": {}}}',
    to: 'charge',
    becomes: '{"hide": ["charge"], "tools": {"charge": {}}}',
  },
  {
    what: 'a tool that is called like a counter and an argument, which stay',
    text: '{"tools": {"a|": {"deny_if": [{"conditions": [{"path": "a"}]}], "limits": [{"counter": "a"}]}}}',
    to: 'b',
    becomes: '{"tools": {"b": {"deny_if": [{"conditions": [{"path": "a"}]}], "limits": [{"counter": "a"}]}}}',
  },
  {
    what: "a counter within its tool's limits",
    text: '{"tools": {"a": {"limits": [{"counter": "x"}, {"counter": "|x"}]}, "b": {"limits": [{"counter": "x"}]}}}',
    to: 'y',
    becomes: '{"tools": {"a": {"limits": [{"counter": "y"}, {"counter": "y"}]}, "b": {"limits": [{"counter": "x"}]}}}',
  },
  {
    what: 'a counter over all tools',
    text: '{"all_tools": {"limits": [{"counter": "x|"}]}, "tools": {"b": {"limits": [{"counter": "x"}]}}}',
    to: 'y',
    becomes: '{"all_tools": {"limits": [{"counter": "y"}]}, "tools": {"b": {"limits": [{"counter": "x"}]}}}',
  },
  {
    what: 'a counter to a name that another tool uses, for that is another counter',
    text: '{"tools": {"a": {"limits": [{"counter": "x|"}]}, "b": {"limits": [{"counter": "y"}]}}}',
    to: 'y',
    becomes: '{"tools": {"a": {"limits": [{"counter": "y"}]}, "b": {"limits": [{"counter": "y"}]}}}',
  },
  {
    what: 'with a name that needs escapes in JSON',
    text: '{"tools": {"a|": {}}}',
    to: 'the "new"\\one',
    becomes: '{"tools": {"the \\"new\\"\\\\one": {}}}',
  },
  {
    what: 'nothing when the name stays',
    text: '{"tools": {"a\\u0062|": {}}}',
    to: 'ab',
    becomes: '{"tools": {"a\\u0062": {}}}',
  },
  {
    what: 'a tool in half-written text',
    text: '{"hide": ["pay",\n "tools": {"pay|"\n',
    to: 'charge',
    becomes: '{"hide": ["charge",\n "tools": {"charge"\n',
  },
];

const refusals: { what: string; text: string; to: string; because: string }[] = [
  {
    what: 'a tool without a name',
    text: '{"tools": {"a|": {}}}',
    to: ' ',
    because: 'The new name is empty. Type the name by which the server lists the tool.',
  },
  {
    what: 'a tool called like one that is listed',
    text: '{"tools": {"a|": {}, "b": {}}}',
    to: 'b',
    because:
      'Tool "b" is already listed under "tools", so the two would become one tool. Choose another name, or remove that entry first.',
  },
  {
    what: 'a tool called like one that is hidden',
    text: '{"hide": ["b"], "tools": {"a|": {}}}',
    to: 'b',
    because:
      'Tool "b" is already hidden, so the two would become one tool. Choose another name, or remove that entry first.',
  },
  {
    what: 'a hidden tool to the star, which would hide every tool',
    text: '{"hide": ["a|"]}',
    to: '*',
    because: '"*" stands for every tool and is not the name of one. Type the name of a single tool.',
  },
  {
    what: 'a counter without a name',
    text: '{"tools": {"a": {"limits": [{"counter": "x|"}]}}}',
    to: '',
    because: 'The new name is empty, and a counter needs one. Type a name.',
  },
  {
    what: 'a counter called like another one of its list',
    text: '{"tools": {"a": {"limits": [{"counter": "x|"}, {"counter": "y"}]}}}',
    to: 'y',
    because:
      'Another limit of this list already counts in "y", so the two would share one counter. Choose another name.',
  },
];

const unnameable: { what: string; text: string; because: string }[] = [
  {
    what: 'an argument path',
    text: '{"tools": {"a": {"deny_if": [{"conditions": [{"path": "args.|b"}]}]}}}',
    because:
      'The server decides what its arguments are called, so a path cannot be renamed. Edit it where it should look for another argument.',
  },
  {
    what: 'the star in "hide"',
    text: '{"hide": ["*|"]}',
    because: 'Only the name of a tool or of a counter can be renamed. Put the cursor on one of them.',
  },
  {
    what: 'a key',
    text: '{"to|ols": {}}',
    because: 'Only the name of a tool or of a counter can be renamed. Put the cursor on one of them.',
  },
  {
    what: 'an empty name',
    text: '{"tools": {"|": {}}}',
    because: 'There is no name yet that could be changed. Write one between the quotes.',
  },
  {
    what: 'a name without a closing quote, which may have swallowed what follows',
    text: '{"tools": {"a|: {}\n}}',
    because: 'The name has no closing quote yet. Close it, then rename.',
  },
  {
    what: 'a name that ends in an escaped quote',
    text: '{"tools": {"a|\\"\n}}',
    because: 'The name has no closing quote yet. Close it, then rename.',
  },
];

suite('Rename', () => {
  for (const { what, text, to, becomes } of renames) {
    test(`changes ${what}`, () => {
      const { document, position } = atCursor(text);
      const renamed = rename(document, position, to, []);
      assert.equal(edited(document.uri, document.text.getText(), renamed), becomes);
    });
  }

  for (const { what, text, to, because } of refusals) {
    test(`refuses ${what}`, () => {
      const { document, position } = atCursor(text);
      assert.deepEqual(rename(document, position, to, []), { problem: because });
    });
  }

  for (const { what, text, because } of unnameable) {
    test(`refuses ${what} before a new name is asked for`, () => {
      const { document, position } = atCursor(text);
      assert.deepEqual(prepareRename(document, position), { problem: because });
      assert.deepEqual(rename(document, position, 'new', []), { problem: because });
    });
  }

  test('starts with the name as it reads, over the whole string', () => {
    const { document, position } = atCursor('{"tools": {"caf|\\u00e9": {}}}');
    assert.deepEqual(prepareRename(document, position), {
      range: { start: { line: 0, character: 11 }, end: { line: 0, character: 22 } },
      placeholder: 'café',
    });
  });

  test('of a tool goes on into the scenarios that test this policy, and into no others', () => {
    const text = '{"policy": "policy.json", "steps": [{"tool": "a", "expect": {"rule": "/tools/a/deny_if/0"}}]}';
    const tested = scenarioOf(text);
    const others = [
      { ...tested, uri: 'file:///other.policytest.json', policyUri: 'file:///other.json' },
      { ...tested, uri: 'file:///none.policytest.json', policyUri: undefined },
      { ...tested, uri: 'file:///unnamed.policytest.json', text: '{"steps": [{"tool": "b"}]}' },
    ];
    const renamed = rename(policyOf('{"tools": {"a": {}}}'), { line: 0, character: 12 }, 'b', [tested, ...others]);
    assert.ok('changes' in renamed);
    assert.deepEqual(Object.keys(renamed.changes ?? {}), [policyUri, tested.uri]);
    assert.equal(edited(policyUri, '{"tools": {"a": {}}}', renamed), '{"tools": {"b": {}}}');
    assert.equal(edited(tested.uri, text, renamed), text.replaceAll('"a"', '"b"').replace('/a/', '/b/'));
  });
});
