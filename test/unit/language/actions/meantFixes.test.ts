import assert from 'node:assert/strict';
import { freshTools } from '../../../toolLists.ts';
import { checkAll, condition, type FixCase, limit, whole, withTool } from './fixCases.ts';
import { fixesAt } from './offered.ts';

const words: readonly (readonly [key: string, written: string, meant: string])[] = [
  ['window', '"hourly"', '"hour"'],
  ['window', '60', '"minute"'],
  ['window', '"24h"', '"day"'],
];

const operators: readonly (readonly [written: string, meant: string])[] = [
  ['==', 'eq'],
  ['equals', 'eq'],
  ['!=', 'neq'],
  ['>', 'gt'],
  ['<=', 'lte'],
  ['greater_than', 'gt'],
  ['notIn', 'not_in'],
  ['matches', 'regex'],
  ['GT', 'gt'],
];

const paths: readonly (readonly [written: string, meant: string])[] = [
  ['amount', 'args.amount'],
  ['$.amount', 'args.amount'],
  ['$.args.customer.id', 'args.customer.id'],
  ['args[amount]', 'args.amount'],
  ["args['customer']['id']", 'args.customer.id'],
  ['/args/amount', 'args.amount'],
  ['arguments.amount', 'args.amount'],
  ['params.arguments.amount', 'args.amount'],
  ['args.amount.', 'args.amount'],
];

const ofTheServer: FixCase[] = [
  {
    what: 'a tool of nearly the name that the server has',
    code: 'unknown-tool',
    text: withTool('{}').replace('"t"', '"ge|t_pag"'),
    knowledge: freshTools('get_page', 'list_pages'),
    fixes: {
      'Change to "get_page"': withTool('{}').replace('"t"', '"get_page"'),
      'Remove "get_pag"': '{\n  "version": "1",\n  "default": "deny",\n  "tools": {}\n}\n',
    },
  },
  {
    what: 'hidden tools that the server does not have',
    code: 'unknown-tool',
    text: whole('"hide": ["old|", "get_page", "older"]'),
    knowledge: freshTools('get_page'),
    fixes: {
      'Remove "old"': whole('"hide": ["get_page", "older"]'),
      'Remove the 2 tools that Test Server does not have': whole('"hide": ["get_page"]'),
    },
  },
];

suite('Quick fixes that know what was meant', () => {
  for (const [key, written, meant] of words) {
    test(`${key} ${written} means ${meant}`, () => {
      const text = limit(`"counter": "c", "window": |${written}, "max": 1, "scope": "grant"`);
      const fixed = limit(`"counter": "c", "window": ${meant}, "max": 1, "scope": "grant"`);
      assert.deepEqual([...fixesAt(text, 'wrong-value')], [[`Change to ${meant}`, fixed]]);
    });
  }

  for (const [written, meant] of operators) {
    test(`the operator ${written} means ${meant}`, () => {
      const text = condition(`"path": "args.a", "op": "|${written}", "value": 1`);
      const fixed = condition(`"path": "args.a", "op": "${meant}", "value": 1`);
      assert.deepEqual([...fixesAt(text, 'wrong-value')], [[`Change to "${meant}"`, fixed]]);
    });
  }

  for (const [written, meant] of paths) {
    test(`the path ${written} means ${meant}`, () => {
      const text = condition(`"path": "|${written}", "op": "eq", "value": 1`);
      const fixed = condition(`"path": "${meant}", "op": "eq", "value": 1`);
      assert.deepEqual([...fixesAt(text, 'argument-path')], [[`Change to "${meant}"`, fixed]]);
    });
  }

  for (const written of ['', 'args', '$', 'args.items[0]', 'two words']) {
    test(`the path ${JSON.stringify(written)} means nothing that is evident`, () => {
      const text = condition(`"path": |"${written}", "op": "eq", "value": 1`);
      assert.equal(fixesAt(text, 'argument-path').size, 0);
    });
  }
});

suite('Quick fixes of what the server does not have', () => checkAll(ofTheServer));
