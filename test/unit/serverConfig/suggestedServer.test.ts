import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { nameLikeness } from '../../../server/serverConfig/nameLikeness.ts';
import { suggestedServer } from '../../../server/serverConfig/suggestedServer.ts';

const definition = (name: string, source = 'file') => ({ name, source, hash: `hash of ${name}` });

const tools: Readonly<Record<string, readonly string[]>> = {
  payments: ['charge', 'refund', 'list_charges'],
  crm: ['find', 'create', 'delete'],
  everything: ['charge', 'refund', 'list_charges', 'find', 'create', 'delete'],
};

function suggested(path: string, toolNames: readonly string[], names: readonly string[]) {
  const found = suggestedServer(
    { path, toolNames },
    names.map((name) => definition(name)),
    ({ name }) => tools[name],
  );
  return found === undefined ? undefined : `${found.server}: ${found.why}`;
}

suite('The server that likely belongs to a policy', () => {
  const rows: readonly (readonly [
    what: string,
    path: string,
    toolNames: readonly string[],
    servers: readonly string[],
    suggestion: string | undefined,
  ])[] = [
    [
      'the one with the tools that it names',
      'crm.policy.json',
      ['charge', 'refund'],
      ['crm', 'payments'],
      'payments: 2 of its 3 tools are named in this policy',
    ],
    [
      'of two with the same of them, the one with fewer others',
      'policy.json',
      ['charge', 'refund'],
      ['everything', 'payments'],
      'payments: 2 of its 3 tools are named in this policy',
    ],
    ['one tool in words', 'policy.json', ['find'], ['crm'], 'crm: one of its 3 tools is named in this policy'],
    [
      'few common tools prove nothing, names do',
      'a/crm.policy.json',
      ['find', 'a', 'b', 'c'],
      ['payments', 'crm'],
      "crm: its name is like that of this policy's file",
    ],
    [
      'the name of the file',
      '/w/contacts/payments.policy.json',
      [],
      ['contacts', 'payments'],
      "payments: its name is like that of this policy's file",
    ],
    [
      'the name of the folder',
      '/w/p402/policy.json',
      [],
      ['other', 'p402'],
      "p402: its name is like that of this policy's folder",
    ],
    [
      'a word of it',
      'stripe-prod.policy.json',
      [],
      ['mcp-stripe'],
      "mcp-stripe: its name is like that of this policy's file",
    ],
    ['a slip in it', 'paymants.policy.json', [], ['payments'], "payments: its name is like that of this policy's file"],
    ['words that all bear prove nothing', 'mcp-server/policy.json', [], ['mcp', 'server', 'policy'], undefined],
    ['nothing alike', 'a/b/policy.json', ['x'], ['payments', 'crm'], undefined],
  ];
  for (const [what, path, toolNames, servers, suggestion] of rows) {
    test(what, () => assert.equal(suggested(path, toolNames, servers), suggestion));
  }

  test('of equal ones the first, with the file that defines it', () => {
    const found = suggestedServer(
      { path: 'crm.policy.json', toolNames: [] },
      [definition('crm', 'first'), definition('crm', 'second')],
      () => undefined,
    );
    assert.equal(found?.source, 'first');
  });

  test('any names at all can be compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (server, path) => {
        const likeness = nameLikeness(server, path);
        assert.ok(likeness === undefined || (likeness.rank >= 0 && likeness.rank < 9));
      }),
    );
  });
});
