import assert from 'node:assert/strict';
import { definition } from '../../../../server/language/navigation/definition.ts';
import { readMarkedPolicy, withMarkers } from '../../../markedPolicy.ts';
import { cursorsOn, mark, policyOf, policyUri } from './written.ts';

/** Under each line where its names lead: `a -> b` is the place `a`, which leads to the place `b`. */
const cases: { what: string; marked: string }[] = [
  {
    what: 'a hidden tool leads to its entry in "tools" and the entry back to what hides it',
    marked: `{
  "hide": ["refund"],
           ^^^^^^^^ hidden -> listed
  "tools": {"refund": {}}
            ^^^^^^^^ listed -> hidden
}`,
  },
  {
    what: 'of several entries the last one counts, and the others lead to it',
    marked: `{
  "hide": [],
  "tools": {
    "refund": {},
    ^^^^^^^^ first -> counts
    "refund": {"limits": []},
    ^^^^^^^^ second -> counts
    "refund": {}
    ^^^^^^^^ counts -> counts
  }
}`,
  },
  {
    what: 'a hidden tool without an entry is at its definition, and its repetition leads there',
    marked: `{
  "hide": ["refund", "refund"]
           ^^^^^^^^ first -> first
                     ^^^^^^^^ again -> first
}`,
  },
  {
    what: 'a counter leads to the first limit of its list that names it',
    marked: `{
  "all_tools": {"limits": [{"counter": "rate"}, {"counter": "rate"}]},
                                       ^^^^^^ shared -> shared
                                                            ^^^^^^ shared again -> shared
  "tools": {
    "charge": {"limits": [{"counter": "other"}, {"counter": "rate"}, {"counter": "rate"}]}
                                      ^^^^^^^ other -> other
                                                            ^^^^^^ charged -> charged
                                                                                 ^^^^^^ charged again -> charged
  }
}`,
  },
];

suite('Go to definition', () => {
  for (const { what, marked } of cases) {
    test(what, () => {
      const { text, expected } = readMarkedPolicy(what, marked);
      const document = policyOf(text);
      for (const place of expected) {
        const [, target = ''] = place.words.split(' -> ');
        const wanted = expected.filter(({ words }) => words.startsWith(`${target} -> `));
        for (const cursor of cursorsOn(place)) {
          const links = definition(document, cursor);
          const found = links.map(({ targetSelectionRange }) => mark(targetSelectionRange, wanted[0]?.words ?? ''));
          assert.equal(withMarkers(text, found), withMarkers(text, wanted));
          assert.deepEqual(
            links.map(({ targetUri, originSelectionRange }) => [targetUri, originSelectionRange?.start.character]),
            [[policyUri, place.start]],
          );
        }
      }
    });
  }

  test('shows the whole entry and the whole limit that it leads to', () => {
    const text = '{"hide": ["a"], "tools": {"a": {"limits": [{"counter": "x", "max": 1}]}}}';
    const document = policyOf(text);
    const shown = (on: string): string[] =>
      definition(document, document.text.positionAt(text.indexOf(on) + 2)).map(({ targetRange }) =>
        document.text.getText(targetRange),
      );
    assert.deepEqual(shown('"a"]'), ['"a": {"limits": [{"counter": "x", "max": 1}]}']);
    assert.deepEqual(shown('"x"'), ['{"counter": "x", "max": 1}']);
  });

  test('an argument path leads nowhere, for only the server defines it', () => {
    const text = '{"tools": {"a": {"deny_if": [{"conditions": [{"path": "args.b"}]}]}}}';
    const document = policyOf(text);
    assert.deepEqual(definition(document, document.text.positionAt(text.indexOf('args'))), []);
  });
});
