import { checkAll, condition, type FixCase, whole } from './fixCases.ts';

const ofTheText: FixCase[] = [
  {
    what: 'an empty file',
    code: 'empty-policy-file',
    text: '|',
    fixes: {
      'Write { "version": "1", "default": "deny", "tools": {} }': '{ "version": "1", "default": "deny", "tools": {} }',
    },
  },
  {
    what: 'a missing comma',
    code: 'json-syntax',
    text: '{\n  "version": "1"\n  |"default": "deny"\n}',
    fixes: { 'Add the comma': '{\n  "version": "1",\n  "default": "deny"\n}' },
  },
  {
    what: 'a missing comma before a comment',
    code: 'json-syntax',
    text: '{\n  "version": "1" // the first\n  |"default": "deny"\n}',
    fixes: {
      'Add the comma': '{\n  "version": "1", // the first\n  "default": "deny"\n}',
      'Fix all problems of this kind (json-syntax)': '{\n  "version": "1",\n  "default": "deny"\n}',
    },
  },
  {
    what: 'a comma behind the last entry',
    code: 'json-syntax',
    text: '{ "version": "1", "default": "deny"|, }',
    fixes: { 'Remove the comma': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'two commas',
    code: 'json-syntax',
    text: '{ "version": "1",|, "default": "deny" }',
    fixes: { 'Remove the comma': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a missing colon',
    code: 'json-syntax',
    text: '{ "ver|sion" "1", "default": "deny" }',
    fixes: { 'Add the colon': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a comment behind an entry',
    code: 'json-syntax',
    text: '{\n  "version": "1", |// always\n  "default": "deny"\n}',
    fixes: { 'Remove the comment': '{\n  "version": "1",\n  "default": "deny"\n}' },
  },
  {
    what: 'a comment on lines of its own',
    code: 'json-syntax',
    text: '{\n  |/* who may\n     what */\n  "version": "1",\n  "default": "deny"\n}',
    fixes: { 'Remove the comment': '{\n  "version": "1",\n  "default": "deny"\n}' },
  },
  {
    what: 'a text that ends before its brackets are closed',
    code: 'json-syntax',
    text: '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "a": { "limits": [\n|',
    fixes: {
      'Add the 4 closing brackets':
        '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "a": { "limits": [] }\n  }\n}\n',
    },
  },
  {
    what: 'a text that ends behind a comma',
    code: 'json-syntax',
    text: '{ "version": "1", "default": "deny", "hide": ["a", "b",|',
    fixes: { 'Add the 2 closing brackets': '{ "version": "1", "default": "deny", "hide": ["a", "b"] }' },
  },
  {
    what: 'a list that the next key ends',
    code: 'json-syntax',
    text: '{\n  "version": "1",\n  "default": "deny",\n  "hide": ["a",\n  |"tools": {}\n}',
    fixes: { 'Add the ]': '{\n  "version": "1",\n  "default": "deny",\n  "hide": ["a"],\n  "tools": {}\n}' },
  },
  {
    what: 'a list that the wrong bracket ends',
    code: 'json-syntax',
    text: '{ "version": "1", "default": "deny", "hide": ["a" |}',
    fixes: { 'Add the ]': '{ "version": "1", "default": "deny", "hide": ["a"] }' },
  },
  {
    what: 'a bracket too many at the end',
    code: 'json-syntax',
    text: '{ "version": "1", "default": "deny" }|}',
    fixes: { 'Remove the }': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a value whose closing quote is missing',
    code: 'json-syntax',
    text: '{\n  "version": "1",\n  "default": "de|ny,\n  "tools": {}\n}',
    fixes: {
      'Add the closing quote': '{\n  "version": "1",\n  "default": "deny",\n  "tools": {}\n}',
      'Fix all problems of this kind (json-syntax)': '{\n  "version": "1",\n  "default": "deny",\n  "tools": {}\n}',
    },
  },
  {
    what: 'a key whose closing quote is missing',
    code: 'json-syntax',
    text: '{\n  "version": "1",\n  "default": "deny",\n  "to|ols: {\n  }\n}\n',
    fixes: {
      'Add the closing quote': '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n  }\n}\n',
    },
  },
  {
    what: 'single quotes',
    code: 'json-syntax',
    text: '{ "version": \'|1\', "default": "deny" }',
    fixes: { 'Change to "1"': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'quotes of a word processor',
    code: 'json-syntax',
    text: '{ "version": “|1”, "default": "deny" }',
    fixes: { 'Change to "1"': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a key without quotes',
    code: 'json-syntax',
    text: '{ ver|sion: "1", "default": "deny" }',
    fixes: { 'Change to "version"': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a value without quotes',
    code: 'json-syntax',
    text: '{ "version": "1", "default": de|ny }',
    fixes: { 'Change to "deny"': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a word of Python',
    code: 'json-syntax',
    text: condition('"path": "args.a", "op": "exists", "value": Tr|ue'),
    fixes: { 'Change to true': condition('"path": "args.a", "op": "exists", "value": true') },
  },
  {
    what: 'a pattern whose backslashes are not escaped',
    code: 'json-syntax',
    text: condition('"path": "args.a", "op": "regex", "value": "^\\d|+\\.\\d+\\n$"'),
    fixes: {
      'Write the escapes of JSON': condition('"path": "args.a", "op": "regex", "value": "^\\\\d+\\\\.\\\\d+\\n$"'),
    },
  },
  {
    what: 'a tab in a text',
    code: 'json-syntax',
    text: whole('"hide": ["a|\tb"]'),
    fixes: { 'Write the escapes of JSON': whole('"hide": ["a\\tb"]') },
  },
  {
    what: 'a byte order mark',
    code: 'json-syntax',
    text: '|\uFEFF{ "version": "1", "default": "deny" }',
    fixes: { 'Remove the byte order mark': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a key that is written twice',
    code: 'duplicate-key',
    text: '{ "ver|sion": "1", "default": "deny", "version": "1" }',
    fixes: { 'Remove this "version", which does not count': '{ "default": "deny", "version": "1" }' },
  },
  {
    what: 'a tool that is listed twice',
    code: 'duplicate-tool',
    text: '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "|a": { "limits": [] },\n    "b": {},\n    "a": {}\n  }\n}',
    fixes: {
      'Remove this "a", which does not count':
        '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "b": {},\n    "a": {}\n  }\n}',
    },
  },
];

suite('Quick fixes of what is wrong with the text', () => checkAll(ofTheText));
