import assert from 'node:assert/strict';
import type { ToolChange } from '../../../../../server/language/actions/toolRules/toolGoal.ts';
import {
  after,
  allow,
  approval,
  asked,
  changes,
  denial,
  deny,
  hide,
  limit,
  pay,
  rule,
  standing,
  starter,
} from './changed.ts';

/** How the policy stands to `pay`, and what each change makes of its text; `same`: nothing is to be done. */
const same = 'same';
const states: readonly {
  readonly state: string;
  readonly text: string;
  readonly become: Readonly<Record<ToolChange, string>>;
}[] = [
  {
    state: 'not listed under default deny',
    text: deny(', "tools": {}'),
    become: {
      allow: deny(pay('{}')),
      deny: same,
      hide: deny(`${hide}, "tools": {}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: same,
    },
  },
  {
    state: 'not listed under default allow, where no tool is',
    text: allow(''),
    become: {
      allow: same,
      deny: allow(pay(`{ "deny_if": [${denial}] }`)),
      hide: allow(hide),
      limit: allow(pay(`{ "limits": [${starter}] }`)),
      starter: allow(pay(`{ "deny_if": [${approval}] }`)),
      remove: same,
    },
  },
  {
    state: 'allowed by an empty entry',
    text: deny(pay('{}')),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}] }`)),
      hide: deny(`${hide}, "tools": {}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'limited',
    text: deny(pay(`{ "limits": [${limit}] }`)),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}], "limits": [${limit}] }`)),
      hide: deny(`${hide}${pay(`{ "limits": [${limit}] }`)}`),
      limit: same,
      starter: deny(pay(`{ "deny_if": [${approval}], "limits": [${limit}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'conditioned',
    text: deny(pay(`{ "deny_if": [${rule}] }`)),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${rule}, ${denial}] }`)),
      hide: deny(`${hide}${pay(`{ "deny_if": [${rule}] }`)}`),
      limit: deny(pay(`{ "deny_if": [${rule}], "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${rule}, ${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'denied beside a condition and a limit',
    text: deny(pay(`{ "deny_if": [${denial}, ${rule}], "limits": [${limit}] }`)),
    become: {
      allow: deny(pay(`{ "deny_if": [${rule}], "limits": [${limit}] }`)),
      deny: same,
      hide: deny(`${hide}${pay(`{ "deny_if": [${denial}, ${rule}], "limits": [${limit}] }`)}`),
      limit: deny(pay(`{ "deny_if": [${rule}], "limits": [${limit}] }`)),
      starter: same,
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'denied and nothing else',
    text: allow(pay(`{ "deny_if": [${denial}] }`)),
    become: {
      allow: allow(pay('{}')),
      deny: same,
      hide: allow(`${hide}${pay(`{ "deny_if": [${denial}] }`)}`),
      limit: allow(pay(`{ "limits": [${starter}] }`)),
      starter: same,
      remove: allow(', "tools": {}'),
    },
  },
  {
    state: 'waiting for approval by the shorthand',
    text: deny(pay('{ "action": "require_approval", "reason": "Ask." }')),
    become: {
      allow: deny(pay('{}')),
      deny: deny(pay('{ "action": "deny", "reason": "Ask." }')),
      hide: deny(`${hide}${pay('{ "action": "require_approval", "reason": "Ask." }')}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay('{ "action": "deny", "reason": "Ask." }')),
      remove: deny(', "tools": {}'),
    },
  },
  {
    state: 'hidden and not listed',
    text: deny(`${hide}, "tools": {}`),
    become: {
      allow: deny(`, "hide": []${pay('{}')}`),
      deny: deny(', "hide": [], "tools": {}'),
      hide: same,
      limit: deny(`, "hide": []${pay(`{ "limits": [${starter}] }`)}`),
      starter: deny(`, "hide": []${pay(`{ "deny_if": [${approval}] }`)}`),
      remove: deny(', "hide": [], "tools": {}'),
    },
  },
  {
    state: 'hidden and listed with a condition',
    text: deny(`${hide}${pay(`{ "require": [${rule}] }`)}`),
    become: {
      allow: deny(`, "hide": []${pay(`{ "require": [${rule}] }`)}`),
      deny: deny(`, "hide": []${pay(`{ "require": [${rule}], "deny_if": [${denial}] }`)}`),
      hide: same,
      limit: deny(`, "hide": []${pay(`{ "require": [${rule}], "limits": [${starter}] }`)}`),
      starter: deny(`, "hide": []${pay(`{ "require": [${rule}], "deny_if": [${approval}] }`)}`),
      remove: deny(', "hide": [], "tools": {}'),
    },
  },
  {
    state: 'listed with a value that is no object',
    text: deny(pay('null')),
    become: {
      allow: same,
      deny: deny(pay(`{ "deny_if": [${denial}] }`)),
      hide: deny(`${hide}${pay('null')}`),
      limit: deny(pay(`{ "limits": [${starter}] }`)),
      starter: deny(pay(`{ "deny_if": [${approval}] }`)),
      remove: deny(', "tools": {}'),
    },
  },
];

suite('What a change of a tool makes of the text', () => {
  for (const { state, text, become } of states) {
    for (const change of changes) {
      test(`${change} a tool that is ${state}`, () => {
        const result = after(text, change);
        const expected = become[change] === same ? text : become[change];
        assert.equal(result.text, expected);
        assert.deepEqual(result.refused, []);
        if (change !== 'remove') assert.ok(asked[change].includes(standing(result.text) ?? 'approval'));
      });
    }
  }
});
