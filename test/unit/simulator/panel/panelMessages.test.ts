import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type HostMessage, maximumHistory, type PageMessage } from '../../../../server/protocol/panel.ts';
import { readHostMessage, readPageMessage } from '../../../../server/protocol/panelShape.ts';
import { allowed, callOf, denied, formFor, toolChoice } from '../simulated.ts';

const policy = 'file:///policy.json';
const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };

const fromPage: readonly PageMessage[] = [
  { type: 'ready' },
  { type: 'run', action: 'connect' },
  { type: 'form', policy, formRevision: 1, form: formFor('pay', 'not JSON') },
  { type: 'call', policy, call: { ...callOf('__proto__'), args: JSON.parse('{"__proto__": {"a": [1, null, "x"]}}') } },
  { type: 'select', policy, entry: 3 },
  { type: 'remove', policy, entry: 3 },
  { type: 'reset', policy },
  { type: 'reveal', policy, range },
  { type: 'point', policy, range },
  { type: 'point', policy },
  { type: 'copy', policy, entry: 0 },
  { type: 'copy', policy },
];

const fromHost: readonly HostMessage[] = [
  { type: 'focus' },
  { type: 'view', view: { state: 'noPolicy' } },
  {
    type: 'view',
    view: {
      state: 'failed',
      policy: { uri: policy, name: 'policy.json', path: '/policy.json' },
      reason: 'It stopped.',
    },
  },
  {
    type: 'view',
    view: {
      state: 'ready',
      policy: { uri: policy, name: 'policy.json', path: '/policy.json' },
      form: formFor('pay'),
      formRevision: 1,
      history: [{ entry: 0, call: callOf('pay') }],
      selected: 0,
      decision: {
        entry: 0,
        call: callOf('pay'),
        result: {
          ...denied,
          steps: [
            { step: 'limit', verdict: 'denied', rule: 'r', detail: 'd', range, assumptions: ['aligned-windows'] },
          ],
          counters: [{ id: 'c', identity: 'grant default', used: 1, max: 2, window: 'minute', resetsAt: 5 }],
        },
      },
      age: { state: 'old', reason: 'Line 1' },
      knowledge: { state: 'unknown', toolCount: 0, skipped: [], problem: { what: 'w', remedy: 'r' } },
      trusted: true,
    },
  },
  {
    type: 'tools',
    policy,
    tools: [
      {
        ...toolChoice('pay'),
        parameters: [{ name: 'a', type: 'string', types: ['string'], required: true, values: ['x'] }],
      },
    ],
  },
];

const call = callOf('pay');
const form = formFor('pay');
let deep: unknown = {};
for (let level = 0; level < 200; level += 1) deep = { deep };

const refused: Readonly<Record<string, unknown>> = {
  'nothing at all': undefined,
  'no type': { policy },
  'an unknown type': { type: 'eval', policy },
  'an unknown action': { type: 'run', action: 'workbench.action.quit' },
  'a call without a policy': { type: 'call', call },
  'a call with a list for arguments': { type: 'call', policy, call: { ...call, args: [] } },
  'a call nested too deeply': { type: 'call', policy, call: { ...call, args: deep } },
  'no call': { type: 'call', policy, call: { ...call, times: 0 } },
  'too many calls': { type: 'call', policy, call: { ...call, times: 10_001 } },
  'half a call': { type: 'call', policy, call: { ...call, times: 1.5 } },
  'a call before the epoch': { type: 'call', policy, call: { ...call, at: -1 } },
  'a call at no time': { type: 'call', policy, call: { ...call, at: Number.NaN } },
  'an unknown upstream outcome': { type: 'call', policy, call: { ...call, upstream: 'constructor' } },
  'a form with too many drafts': {
    type: 'form',
    policy,
    formRevision: 1,
    form: { ...form, drafts: Array(51).fill(form.drafts[0]) },
  },
  'an entry that is text': { type: 'select', policy, entry: '3' },
  'a line below zero': { type: 'reveal', policy, range: { ...range, start: { line: -1, character: 0 } } },
  'members of a prototype': Object.create({ type: 'ready' }),
};

suite('Messages from the page', () => {
  for (const message of fromPage) {
    test(`${JSON.stringify(message).slice(0, 60)} is read as it is`, () => {
      assert.equal(readPageMessage(message), message);
    });
  }
  for (const [words, message] of Object.entries(refused)) {
    test(`${words} is refused`, () => assert.equal(readPageMessage(message), undefined));
  }
  test('nothing that is sent makes the check throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readPageMessage(value)));
  });
});

suite('Messages from the host', () => {
  for (const message of fromHost) {
    test(`${JSON.stringify(message).slice(0, 60)} is read as it is`, () => {
      assert.equal(readHostMessage(message), message);
    });
  }

  const [, , , ready] = fromHost;
  const damaged: Readonly<Record<string, (view: Record<string, unknown>) => unknown>> = {
    'an unknown state': (view) => ({ ...view, state: 'shiny' }),
    'a result without a count': (view) => ({ ...view, decision: { call, result: { ...allowed, denied: undefined } } }),
    'an assumption nobody made': (view) => ({
      ...view,
      decision: {
        call,
        result: {
          ...allowed,
          steps: [{ step: 'hide', verdict: 'passed', rule: '', detail: '', assumptions: ['constructor'] }],
        },
      },
    }),
    'a history that is too long': (view) => ({
      ...view,
      history: Array.from({ length: maximumHistory + 1 }, (_, entry) => ({ entry, call })),
    }),
  };
  for (const [words, damage] of Object.entries(damaged)) {
    test(`${words} is refused`, () => {
      assert.ok(ready?.type === 'view');
      assert.equal(readHostMessage({ type: 'view', view: damage({ ...ready.view }) }), undefined);
    });
  }
});
