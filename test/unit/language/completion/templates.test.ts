import assert from 'node:assert/strict';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { freshList } from '../../../toolLists.ts';
import { offered, type Picking, payments, picking, testPicking } from './offering.ts';

const tool = (rules: string) => `{"tools": {"create_charge": ${rules}}}`;

const cap =
  '{ "conditions": [{ "path": "args.amount", "op": "gt", "value": 5000 }], "on_deny": "Too much for one call. Ask a person." }';
const allowed =
  '{ "conditions": [{ "path": "args.currency", "op": "in", "value": ["eur", "usd", "gbp"] }], "on_deny": "Only some values are allowed." }';
const reason =
  '{ "conditions": [{ "path": "args.reason", "op": "exists", "value": true }], "on_deny": "Say why this call is needed." }';
const perMinute = '{ "counter": "create_charge_rate", "window": "minute", "max": 30, "scope": "grant" }';
const block = '{ "conditions": [], "on_deny": "Requires human approval." }';

const written: Picking[] = [
  { what: 'cap an amount', text: tool('{|}'), pick: 'cap an amount', becomes: tool(`{"deny_if": [${cap}]|}`) },
  {
    what: 'allow only these values',
    text: tool('{|}'),
    pick: 'allow only these values',
    becomes: tool(`{"require": [${allowed}]|}`),
  },
  { what: 'require a reason', text: tool('{|}'), pick: 'require a reason', becomes: tool(`{"require": [${reason}]|}`) },
  { what: '30 a minute', text: tool('{|}'), pick: '30 a minute', becomes: tool(`{"limits": [${perMinute}]|}`) },
  {
    what: 'block with a message',
    text: tool('{|}'),
    pick: 'block with a message',
    becomes: tool(`{"deny_if": [${block}]|}`),
  },
  {
    what: 'a rule inside its list',
    text: tool('{"deny_if": [|]}'),
    pick: 'cap an amount',
    becomes: tool(`{"deny_if": [${cap}|]}`),
  },
  {
    what: 'a rule before another one',
    text: tool(`{"deny_if": [|${block}]}`),
    pick: 'cap an amount',
    becomes: tool(`{"deny_if": [${cap}|,${block}]}`),
  },
  {
    what: 'a rule directly behind another one, with the comma',
    text: tool(`{"deny_if": [${block}|]}`),
    pick: 'cap an amount',
    becomes: tool(`{"deny_if": [${block}, ${cap}|]}`),
  },
  {
    what: 'a second limit of the same kind by another name',
    text: tool(`{"limits": [${perMinute}, |]}`),
    pick: '30 a minute',
    becomes: tool(`{"limits": [${perMinute}, ${perMinute.replace('_rate', '_rate_2')}|]}`),
  },
  {
    what: 'a limit over all tools',
    text: '{"all_tools": {"limits": [|]}}',
    pick: '60 a minute',
    becomes:
      '{"all_tools": {"limits": [{ "counter": "calls-per-minute", "window": "minute", "max": 60, "scope": "grant" }|]}}',
  },
  {
    what: 'a condition to fill in',
    text: tool('{"deny_if": [{"conditions": [|]}]}'),
    pick: 'condition',
    becomes: tool('{"deny_if": [{"conditions": [{ "path": "args.", "op": "", "value": | }]}]}'),
  },
];

function templates(marked: string, knowledge?: ToolKnowledge): string[] {
  return offered(marked, knowledge)
    .filter(({ kind }) => kind === CompletionItemKind.Snippet)
    .map(({ label }) => label);
}

suite('Templates of whole rules', () => {
  suite('are written out for the tool', () => testPicking(written, payments));

  test('stand behind the keys', () => {
    const kinds = offered(tool('{|}'), payments).map(({ kind }) => kind);
    assert.ok(kinds.lastIndexOf(CompletionItemKind.Property) < kinds.indexOf(CompletionItemKind.Snippet));
  });

  test('are offered inside a list that is there already, and no longer beside it', () => {
    assert.deepEqual(templates(tool('{"deny_if": [], |}'), payments), [
      'allow only these values',
      'require a reason',
      '30 a minute',
    ]);
    assert.deepEqual(templates(tool('{"deny_if": [|]}'), payments), ['cap an amount', 'block with a message']);
    assert.deepEqual(templates(tool('{"require": [|]}'), payments), ['allow only these values', 'require a reason']);
    assert.deepEqual(templates(tool('{"limits": [|]}'), payments), ['30 a minute']);
  });

  test('are not offered for the name of a key that has a value', () => {
    assert.deepEqual(templates(tool('{"|": []}'), payments), []);
  });

  test('leave out what the tool has no argument for', () => {
    assert.deepEqual(templates('{"tools": {"ping": {|}}}', payments), ['30 a minute', 'block with a message']);
  });

  test('name arguments to change where the tool is not known', () => {
    assert.equal(
      picking('cap an amount', tool('{"deny_if": [|]}')),
      tool(`{"deny_if": [${cap.replace('5000', '1000')}|]}`),
    );
    assert.equal(picking('require a reason', tool('{"require": [|]}')), tool(`{"require": [${reason}|]}`));
  });

  test('ask for no reason where no argument is called like one', () => {
    const inputSchema = { type: 'object', properties: { project_id: { type: 'string' } } };
    const knowledge = freshList([{ name: 'create_charge', inputSchema }]);
    assert.deepEqual(templates(tool('{"require": [|]}'), knowledge), ['allow only these values']);
  });

  test('compare texts rather than what can be an object, too', () => {
    const properties = { parent: { type: ['object', 'string'] }, region: { type: 'string' } };
    const knowledge = freshList([{ name: 'create_charge', inputSchema: { type: 'object', properties } }]);
    assert.match(picking('allow only these values', tool('{|}'), knowledge), /"args\.region", "op": "in"/);
  });

  test('take the first number and the first text where no name tells', () => {
    const inputSchema = {
      type: 'object',
      properties: { text: { type: 'string' }, size: { type: 'number' }, other: { type: 'number' } },
    };
    const knowledge = freshList([{ name: 'create_charge', inputSchema }]);
    assert.match(picking('cap an amount', tool('{|}'), knowledge), /"args\.size", "op": "gt", "value": 1000/);
    assert.match(
      picking('allow only these values', tool('{|}'), knowledge),
      /"args\.text", "op": "in", "value": \["value"\]/,
    );
  });
});
