import { checkAll, condition, type FixCase, limit, whole, withTool } from './fixCases.ts';

const ofTheSchema: FixCase[] = [
  {
    what: 'a policy without anything',
    code: 'missing-property',
    text: '{|}',
    fixes: {
      'Add "version": "1"': '{ "version": "1" }',
      'Add "version": "1", "default": "deny"': '{ "version": "1", "default": "deny" }',
      'Add "default": "deny"': '{ "default": "deny" }',
    },
  },
  {
    what: 'a policy without a version: it goes to the front, on a line of its own',
    code: 'missing-property',
    text: '{|\n    "default": "deny"\n}\n',
    fixes: { 'Add "version": "1"': '{\n    "version": "1",\n    "default": "deny"\n}\n' },
  },
  {
    what: 'a policy of Windows without a default',
    code: 'missing-property',
    text: '{|\r\n\t"version": "1",\r\n\t"tools": {}\r\n}\r\n',
    fixes: { 'Add "default": "deny"': '{\r\n\t"version": "1",\r\n\t"default": "deny",\r\n\t"tools": {}\r\n}\r\n' },
  },
  {
    what: 'a limit without anything',
    code: 'missing-property',
    text: withTool('{ "limits": [{|}] }'),
    fixes: {
      'Add "counter": "t_rate"': limit('"counter": "t_rate"'),
      'Add "counter": "t_rate", "window": "minute", "max": 30, "scope": "grant"': limit(
        '"counter": "t_rate", "window": "minute", "max": 30, "scope": "grant"',
      ),
      'Add "window": "minute"': limit('"window": "minute"'),
      'Add "max": 30': limit('"max": 30'),
      'Add "scope": "grant"': limit('"scope": "grant"'),
      'Fix all problems of this kind (missing-property)': limit('"counter": "t_rate", "scope": "grant"'),
    },
  },
  {
    what: 'a limit over all tools without a counter',
    code: 'missing-property',
    text: whole('"all_tools": { "limits": [{ |"window": "day", "max": 9, "scope": "grant" }] }'),
    fixes: {
      'Add "counter": "all_calls"': whole(
        '"all_tools": { "limits": [{ "counter": "all_calls", "window": "day", "max": 9, "scope": "grant" }] }',
      ),
    },
  },
  {
    what: 'a counter beside one that has its usual name',
    code: 'missing-property',
    text: withTool(
      '{ "limits": [{ "counter": "t_rate", "window": "day", "max": 9, "scope": "grant" }, { |"window": "hour", "max": 3, "scope": "grant" }] }',
    ),
    fixes: {
      'Add "counter": "t_rate_2"': withTool(
        '{ "limits": [{ "counter": "t_rate", "window": "day", "max": 9, "scope": "grant" }, { "counter": "t_rate_2", "window": "hour", "max": 3, "scope": "grant" }] }',
      ),
    },
  },
  {
    what: 'a rule without conditions',
    code: 'missing-property',
    text: withTool('{ "deny_if": [{ |"on_deny": "No." }] }'),
    fixes: { 'Add "conditions": []': withTool('{ "deny_if": [{ "conditions": [], "on_deny": "No." }] }') },
  },
  {
    what: 'a condition without an operator',
    code: 'missing-property',
    text: condition('"path": "args.a", |"value": ["x", "y"]'),
    fixes: { 'Add "op": "in"': condition('"path": "args.a", "op": "in", "value": ["x", "y"]') },
  },
  {
    what: 'an exists without a value',
    code: 'missing-property',
    text: condition('"path": "args.a", |"op": "exists"'),
    fixes: { 'Add "value": true': condition('"path": "args.a", "op": "exists", "value": true') },
  },
  {
    what: 'a condition without a path, which nobody can guess',
    code: 'missing-property',
    text: condition('|"op": "eq", "value": 1'),
    fixes: {},
  },
  {
    what: 'a rate limit without a window',
    code: 'missing-property',
    text: withTool('{ "rate_limit": { |"max": 5 } }'),
    fixes: { 'Add "window": 60': withTool('{ "rate_limit": { "max": 5, "window": 60 } }') },
  },
  {
    what: 'an object that is not closed yet gets nothing',
    code: 'missing-property',
    text: '{ "version": "1"|',
    fixes: {},
  },
  {
    what: 'a version that is a number',
    code: 'wrong-value',
    text: '{ "version": |1, "default": "deny" }',
    fixes: { 'Change to "1"': '{ "version": "1", "default": "deny" }' },
  },
  {
    what: 'a number in quotes',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "gt", "value": |"50.5"'),
    fixes: { 'Change to 50.5': condition('"path": "args.a", "op": "gt", "value": 50.5') },
  },
  {
    what: 'a maximum with a fraction',
    code: 'wrong-type',
    text: limit('"counter": "c", "window": "day", "max": |7.5, "scope": "grant"'),
    fixes: { 'Change to 7': limit('"counter": "c", "window": "day", "max": 7, "scope": "grant"') },
  },
  {
    what: 'true in quotes',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "exists", "value": |"True"'),
    fixes: { 'Change to true': condition('"path": "args.a", "op": "exists", "value": true') },
  },
  {
    what: 'a pattern that is a number',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "regex", "value": |42'),
    fixes: { 'Change to "42"': condition('"path": "args.a", "op": "regex", "value": "42"') },
  },
  {
    what: 'one value where a list belongs',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "in", "value": |"usd"'),
    fixes: { 'Put it into a list': condition('"path": "args.a", "op": "in", "value": ["usd"]') },
  },
  {
    what: 'a hidden tool without the list around it',
    code: 'wrong-type',
    text: whole('"hide": |"delete_account"'),
    fixes: { 'Put it into a list': whole('"hide": ["delete_account"]') },
  },
  {
    what: 'a rule without the list around it',
    code: 'wrong-type',
    text: withTool('{ "deny_if": |{ "conditions": [] } }'),
    fixes: { 'Put it into a list': withTool('{ "deny_if": [{ "conditions": [] }] }') },
  },
  {
    what: 'null where a list belongs',
    code: 'wrong-type',
    text: whole('"hide": |null'),
    fixes: { 'Change to []': whole('"hide": []') },
  },
  {
    what: 'a list of values for an operator that takes one',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "neq", "value": |["x", "y"]'),
    fixes: { 'Change "op" to "not_in"': condition('"path": "args.a", "op": "not_in", "value": ["x", "y"]') },
  },
  {
    what: 'a list of one value where no list belongs',
    code: 'wrong-type',
    text: condition('"path": "args.a", "op": "gt", "value": |[ 5 ]'),
    fixes: { 'Take it out of the list': condition('"path": "args.a", "op": "gt", "value": 5') },
  },
  {
    what: 'limits over all tools without their object',
    code: 'wrong-type',
    text: whole('"all_tools": |[]'),
    fixes: { 'Make it the "limits" of an object': whole('"all_tools": { "limits": [] }') },
  },
  {
    what: 'true instead of rules',
    code: 'wrong-type',
    text: withTool('|true'),
    fixes: { 'Allow "t" with {}': withTool('{}') },
  },
  {
    what: 'deny instead of rules',
    code: 'wrong-type',
    text: withTool('|"deny"'),
    fixes: {
      'Deny "t" with "deny_if"': withTool('{ "deny_if": [{ "conditions": [] }] }'),
      'Allow "t" with {}': withTool('{}'),
    },
  },
  {
    what: 'a maximum of nothing',
    code: 'out-of-range',
    text: limit('"counter": "c", "window": "day", "max": |0, "scope": "grant"'),
    fixes: { 'Change to 1': limit('"counter": "c", "window": "day", "max": 1, "scope": "grant"') },
  },
  {
    what: 'a counter without a name',
    code: 'empty-name',
    text: limit('"counter": |"", "window": "day", "max": 1, "scope": "grant"'),
    fixes: { 'Change to "t_rate"': limit('"counter": "t_rate", "window": "day", "max": 1, "scope": "grant"') },
  },
  {
    what: 'a hidden tool without a name',
    code: 'empty-name',
    text: whole('"hide": ["a", |"", "b"]'),
    fixes: { 'Remove the empty entry': whole('"hide": ["a", "b"]') },
  },
  {
    what: 'a scope that is not documented',
    code: 'unknown-scope',
    text: limit('"counter": "c", "window": "day", "max": 1, "scope": "|session"'),
    fixes: { 'Change to "grant"': limit('"counter": "c", "window": "day", "max": 1, "scope": "grant"') },
  },
  {
    what: 'a key that means nothing',
    code: 'unknown-key',
    text: whole('"no|tes": "x", "tools": {}'),
    fixes: { 'Remove "notes"': whole('"tools": {}') },
  },
  {
    what: 'a misspelled key beside the one that is meant: only removed',
    code: 'unknown-key',
    text: whole('"tols|": {}, "tools": {}'),
    fixes: { 'Remove "tols"': whole('"tools": {}') },
  },
];

suite('Quick fixes of what is wrong by the schema', () => checkAll(ofTheSchema));
