import assert from 'node:assert/strict';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import { documentHighlights } from '../../../../server/language/navigation/documentHighlights.ts';
import { references } from '../../../../server/language/navigation/references.ts';
import { readMarkedPolicy, withMarkers } from '../../../markedPolicy.ts';
import { cursorsOn, mark, policyOf, policyUri, scenarioOf } from './written.ts';

/**
 * Under each line the names in it, numbered: the places of one name have one number. `write` is where a name gets its
 * meaning.
 */
const cases: { what: string; marked: string }[] = [
  {
    what: 'a tool is one name in "hide" and "tools", each duplicate included',
    marked: `{
  "hide": ["refund", "*", "charge"],
           ^^^^^^^^ 1 read
                          ^^^^^^^^ 2 read
  "tools": {
    "refund": {},
    ^^^^^^^^ 1 write
    "charge": {},
    ^^^^^^^^ 2 write
    "refund": {"limits": []}
    ^^^^^^^^ 1 write
  }
}`,
  },
  {
    what: 'a counter is one name within the limits of one tool, another one under another tool and over all tools',
    marked: `{
  "all_tools": {"limits": [
    {"counter": "rate", "window": "minute", "max": 5},
                ^^^^^^ 1 write
    {"counter": "rate", "window": "hour", "max": 50}
                ^^^^^^ 1 read
  ]},
  "tools": {
    "charge": {"limits": [
      {"counter": "rate", "window": "minute", "max": 5},
                  ^^^^^^ 2 write
      {"counter": "other", "window": "minute", "max": 5},
                  ^^^^^^^ 3 write
      {"counter": "rate", "window": "hour", "max": 50}
                  ^^^^^^ 2 read
    ]},
    "refund": {"limits": [{"counter": "rate", "window": "minute", "max": 5}]}
                                      ^^^^^^ 4 write
  }
}`,
  },
  {
    what: 'the counter of an entry that is listed again further down is not the counter of the later one',
    marked: `{
  "tools": {
    "charge": {"limits": [{"counter": "rate"}]},
                                      ^^^^^^ 1 write
    "charge": {"limits": [{"counter": "rate"}]}
                                      ^^^^^^ 2 write
  }
}`,
  },
  {
    what: 'an argument path is one name within one tool',
    marked: `{
  "tools": {
    "charge": {
      "require": [{"conditions": [{"path": "args.amount", "op": "gt", "value": 0}]}],
                                           ^^^^^^^^^^^^^ 1 read
      "deny_if": [{"conditions": [{"path": "args.amount", "op": "gt"}, {"path": "args.amount.cents"}]}],
                                           ^^^^^^^^^^^^^ 1 read
                                                                                ^^^^^^^^^^^^^^^^^^^ 2 read
      "limits": [{"counter": "spent", "increment_from": "args.amount"}]
                             ^^^^^^^ 4 write
                                                        ^^^^^^^^^^^^^ 1 read
    },
    "refund": {"deny_if": [{"conditions": [{"path": "args.amount"}]}]}
                                                    ^^^^^^^^^^^^^ 3 read
  }
}`,
  },
  {
    what: 'names of JavaScript are names like any other',
    marked: `{
  "hide": ["__proto__", "constructor"],
           ^^^^^^^^^^^ 1 read
                        ^^^^^^^^^^^^^ 2 read
  "tools": {"__proto__": {}}
            ^^^^^^^^^^^ 1 write
}`,
  },
  {
    what: 'the same name in other escapes is the same name',
    marked: `{
  "hide": ["caf\\u00e9"],
           ^^^^^^^^^^^ 1 read
  "tools": {"café": {}}
            ^^^^^^ 1 write
}`,
  },
  {
    what: 'names count while the text is half written',
    marked: `{
  "hide": ["refund",
           ^^^^^^^^ 1 read
  "tools": {
    "refund"
    ^^^^^^^^ 1 write
    "charge": {"limits": [{"counter": "rate"}, {"counter": "rate"
                                      ^^^^^^ 2 write
                                                           ^^^^^^ 2 read`,
  },
];

const nameless: { what: string; text: string; on: string }[] = [
  { what: 'the star in "hide"', text: '{"hide": ["*"], "tools": {"*": {}}}', on: '["*"' },
  { what: 'a key of the policy', text: '{"tools": {"tools": {}}}', on: '{"tools"' },
  { what: 'a message to the agent', text: '{"tools": {"a": {"deny_if": [{"on_deny": "a"}]}}}', on: '_deny": "a' },
  {
    what: 'an increment over all tools',
    text: '{"all_tools": {"limits": [{"increment_from": "args.a"}]}}',
    on: 'args',
  },
  { what: 'a counter that is no text', text: '{"tools": {"a": {"limits": [{"counter": 12}]}}}', on: ': 12' },
];

suite('Highlights and references', () => {
  for (const { what, marked } of cases) {
    const { text, expected } = readMarkedPolicy(what, marked);
    const document = policyOf(text);
    const namesOf = (words: string) => expected.filter((other) => other.words.split(' ')[0] === words.split(' ')[0]);

    test(`${what}: highlighted from each of its places`, () => {
      for (const { words, ...place } of expected) {
        for (const cursor of cursorsOn({ ...place, words })) {
          const found = documentHighlights(document, cursor).map(({ range, kind }) =>
            mark(range, `${words.split(' ')[0]} ${kind === DocumentHighlightKind.Write ? 'write' : 'read'}`),
          );
          assert.equal(withMarkers(text, found), withMarkers(text, namesOf(words)));
        }
      }
    });

    test(`${what}: referred to with and without its declaration`, () => {
      for (const { words, line, start } of expected) {
        for (const includeDeclaration of [true, false]) {
          const position = { line, character: start };
          const found = references(document, position, includeDeclaration).map(({ uri, range }) => mark(range, uri));
          const wanted = namesOf(words)
            .filter((place) => includeDeclaration || place.words.endsWith('read'))
            .map((place) => ({ ...place, words: policyUri }));
          assert.equal(withMarkers(text, found), withMarkers(text, wanted));
        }
      }
    });
  }

  for (const { what, text, on } of nameless) {
    test(`nothing is highlighted or referred to from ${what}`, () => {
      const document = policyOf(text);
      const position = document.text.positionAt(text.indexOf(on) + on.length - 1);
      assert.deepEqual(documentHighlights(document, position), []);
      assert.deepEqual(references(document, position, true), []);
    });
  }

  test('references go on into the scenarios that test the policy', () => {
    const marked = `{
  "policy": "policy.json",
  "steps": [
    {"tool": "charge", "expect": {"rule": "/tools/charge/deny_if/args.amount-gt"}},
             ^^^^^^^^ found
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ found
    {"tool": "refund", "expect": {"rule": "(hidden)"}}
  ]
}`;
    const { text, expected } = readMarkedPolicy('scenario', marked);
    const document = policyOf('{"tools": {"charge": {}}}');
    const position = document.text.positionAt('{"tools": {"ch'.length);
    const scenario = scenarioOf(text);
    const found = references(document, position, false, [scenario]);
    assert.deepEqual(
      found.map(({ uri }) => uri),
      [scenario.uri, scenario.uri],
    );
    const marks = found.map(({ range }) => mark(range, 'found'));
    assert.equal(withMarkers(text, marks), withMarkers(text, expected));
  });
});
