import { type Offering, type Picking, payments, testOffering, testPicking } from './offering.ts';

/** The same place in texts that break off in every way. */
const beginnings = [
  { what: 'that ends there', end: '' },
  { what: 'that goes on with other brackets', end: '\n]\n}' },
  { what: 'that goes on with the next tool', end: '\n    "ping": {}\n  }\n}' },
  { what: 'with all brackets', end: '}]}]}}}' },
];

const open = '{"tools": {"create_charge": {"deny_if": [{"conditions": [{';

const offering: Offering[] = beginnings.flatMap(({ what, end }) => [
  {
    what: `the operators in a text ${what}`,
    text: `${open}"path": "args.capture", "op": "|${end}`,
    labels: ['eq', 'neq', 'exists', 'in', 'not_in'],
  },
  {
    what: `the values in a text ${what}`,
    text: `${open}"path": "args.capture", "op": "eq", "value": |${end}`,
    labels: ['true', 'false'],
  },
  {
    what: `the parts of an object in a text ${what}`,
    text: `${open}"path": "args.customer.|${end}`,
    labels: ['args.customer.id', 'args.customer.email', 'args.customer.address'],
  },
]);

const keys: Offering[] = [
  {
    what: 'the keys that are left in a condition that ends there',
    text: `${open}"path": "args.a", |`,
    labels: ['op', 'value'],
  },
  {
    what: 'the keys that are left behind a comma before other brackets',
    text: `${open}"path": "args.a",\n|\n]}`,
    labels: ['op', 'value'],
  },
  {
    what: 'the keys in a tool that the next one follows',
    text: '{"tools": {"create_charge": {"deny_if": [], "require": [], "limits": [],\n|\n"ping": {}}}',
    labels: ['rate_limit', 'action', 'reason'],
  },
  {
    what: 'the keys behind a tool, all of whose brackets are closed',
    text: '{"version": "1", "default": "deny", "hide": [], "tools": {"a": {}}\n|',
    labels: ['all_tools', '$schema'],
  },
  {
    what: 'the values for a key whose value is missing, on the next line',
    text: '{"default":\n  |\n}',
    labels: ['"deny"', '"allow"'],
  },
  {
    what: 'the keys behind a key whose value is missing',
    text: '{"default": , |}',
    labels: ['version', 'hide', 'all_tools', 'tools', '$schema'],
  },
  {
    what: 'the keys behind a value that is no JSON',
    text: '{"default": deny\n|}',
    labels: ['version', 'hide', 'all_tools', 'tools', '$schema'],
  },
  { what: 'the values over half a word', text: '{"default": de|}', labels: ['"deny"', '"allow"'] },
  { what: 'nothing behind brackets that nobody understands', text: '{"version": "1", { [ | }', labels: [] },
];

const picking: Picking[] = [
  {
    what: 'an operator at the end of a file',
    text: `${open}"op": "g|`,
    pick: 'gt',
    becomes: `${open}"op": "gt"|`,
  },
  {
    what: 'an operator in a word at the end of a file',
    text: `${open}"op": g|`,
    pick: 'gt',
    becomes: `${open}"op": "gt"|`,
  },
  {
    what: 'a key in an open string before the rest of its line',
    text: `${open}"path": "args.amount", "o|, "value": 5}]}]}}}`,
    pick: 'op',
    becomes: `${open}"path": "args.amount", "op": "|", "value": 5}]}]}}}`,
  },
  {
    what: 'a key in an open string that has its colon',
    text: `${open}"path": "args.amount", "o|: "gt", "value": 5}]}]}}}`,
    pick: 'op',
    becomes: `${open}"path": "args.amount", "op": "gt", "value": 5}]}]}}}`,
  },
  {
    what: 'a key in an open string before closing brackets',
    text: `${open}"pa|}]}]}}}`,
    pick: 'path',
    becomes: `${open}"path": "args.|"}]}]}}}`,
  },
  {
    what: 'a value in an open string before closing brackets',
    text: `${open}"path": "args.currency", "op": "eq", "value": "eu|}]}]}}}`,
    pick: '"eur"',
    becomes: `${open}"path": "args.currency", "op": "eq", "value": "eur"|}]}]}}}`,
  },
  {
    what: 'a value in quotes typed directly before the next key',
    text: `${open}"op": "|"value": 5}`,
    pick: 'gt',
    becomes: `${open}"op": "gt"|,"value": 5}`,
  },
  {
    what: 'a key of the policy in an open string before the next line',
    text: '{\n  "ver|\n  "default": "deny"\n}',
    pick: 'version',
    becomes: '{\n  "version": "1"|,\n  "default": "deny"\n}',
  },
];

suite('Completion in half-written text', () => {
  suite('offers', () => testOffering([...offering, ...keys], payments));
  suite('writes', () => testPicking(picking, payments));
});
