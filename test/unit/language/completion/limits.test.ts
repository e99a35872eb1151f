import assert from 'node:assert/strict';
import {
  inLimit,
  labels,
  type Offering,
  offered,
  type Picking,
  picking,
  testOffering,
  testPicking,
} from './offering.ts';

const offering: Offering[] = [
  {
    what: 'the usual names for a counter',
    text: inLimit('{"counter": "|"}'),
    labels: [
      '"create_charge_rate"',
      '"create_charge_per_minute"',
      '"create_charge_per_hour"',
      '"create_charge_per_day"',
    ],
  },
  {
    what: "the name for the limit's window",
    text: inLimit('{"window": "hour", "counter": |}'),
    labels: ['"create_charge_rate"', '"create_charge_per_hour"'],
  },
  {
    what: 'no name that another limit of the list has',
    text: inLimit('{"counter": "create_charge_rate"}, {"window": "day", "counter": |}'),
    labels: ['"create_charge_per_day"'],
  },
  {
    what: 'names in use elsewhere, each once',
    text: `{"all_tools": {"limits": [{"counter": "all"}]}, "tools": {
      "a": {"limits": [{"window": "day", "counter": "|"}, {"counter": "own"}]},
      "b": {"limits": [{"counter": "shared"}, {"counter": "own"}]},
      "c": {"limits": [{"counter": "shared"}, {"counter": ""}, {"counter": 5}]}}}`,
    labels: ['"a_rate"', '"a_per_day"', '"shared"', '"all"'],
  },
  {
    what: 'names over all tools',
    text: '{"all_tools": {"limits": [{"window": "minute", "counter": |}]}}',
    labels: ['"calls-per-minute"'],
  },
  { what: 'windows', text: inLimit('{"window": |}'), labels: ['"minute"', '"hour"', '"day"'] },
  { what: 'the one scope', text: inLimit('{"scope": |}'), labels: ['"grant"'] },
  { what: 'usual maximums', text: inLimit('{"max": |}'), labels: ['30', '10', '60', '100', '600', '1000'] },
  {
    what: 'seconds for the shorthand',
    text: '{"tools": {"a": {"rate_limit": {"window": |}}}}',
    labels: ['60', '3600', '86400'],
  },
];

const taken: Picking[] = [
  {
    what: 'a window over another one',
    text: inLimit('{"window": "min|ute", "max": 3}'),
    pick: '"day"',
    becomes: inLimit('{"window": "day"|, "max": 3}'),
  },
  {
    what: 'a maximum over another one',
    text: inLimit('{"max": 5|, "scope": "grant"}'),
    pick: '60',
    becomes: inLimit('{"max": 60|, "scope": "grant"}'),
  },
  {
    what: 'a window in a string that is still open',
    text: inLimit('{"window": "h|, "max": 3}'),
    pick: '"hour"',
    becomes: inLimit('{"window": "hour"|, "max": 3}'),
  },
];

suite('Completion of limits', () => {
  suite('offers', () => testOffering(offering));
  suite('writes', () => testPicking(taken));

  test('says that a name in use elsewhere counts for itself', () => {
    const shared = offered(
      '{"tools": {"a": {"limits": [{"counter": |}]}, "b": {"limits": [{"counter": "shared"}]}}}',
    ).at(-1);
    assert.equal(shared?.label, '"shared"');
    assert.ok(typeof shared.documentation === 'object');
    assert.match(shared.documentation.value, /two counters/);
  });

  test('writes names that are hard to write', () => {
    for (const name of ['price_$1', 'a}b', 'with "quotes"', 'back\\slash', '${TM_FILENAME}']) {
      const limit = (written: string) => `{"tools": {${JSON.stringify(name)}: {"limits": [{${written}}]}}}`;
      const counter = JSON.stringify(`${name}_rate`);
      assert.equal(picking('counter', limit('|')), limit(`"counter": ${counter}|`));
      assert.equal(picking(counter, limit('"counter": |')), limit(`"counter": ${counter}|`));
    }
  });

  test('offers the fixed values of a policy, also over one that is there', () => {
    assert.deepEqual(labels('{"default": |}'), ['"deny"', '"allow"']);
    assert.deepEqual(labels('{"default": "al|low"}'), ['"deny"', '"allow"']);
    assert.deepEqual(labels('{"version": "|"}'), ['"1"']);
    assert.deepEqual(labels('{"tools": {"a": {"action": |}}}'), ['"deny"', '"allow"', '"require_approval"']);
  });

  test('offers a sentence to begin with, but never over one that is being written', () => {
    const message = (written: string) => `{"tools": {"a": {"deny_if": [{"on_deny": ${written}}]}}}`;
    assert.deepEqual(labels(message('|')), ['"Requires human approval."']);
    assert.deepEqual(labels(message('"|"')), ['"Requires human approval."']);
    assert.deepEqual(labels(message('"R|"')), []);
  });

  test('offers the brackets that a value begins with, but not over another value', () => {
    assert.deepEqual(labels('{"hide": |}'), ['[…]']);
    assert.deepEqual(labels('{"tools": {"a": |}}'), ['{…}']);
    assert.deepEqual(labels('{"tools": {"a": tru|e}}'), []);
    assert.deepEqual(labels('{"hide": |["a"]}'), []);
  });
});
