import assert from 'node:assert/strict';
import { run } from './terminal.ts';

const tool = (name: string, description: string) => ({ name, description, inputSchema: { type: 'object' } });
const snapshot = JSON.stringify({
  server: 'Payments',
  tools: [
    tool('list_charges', 'List charges.'),
    tool('create_invoice', 'Create an invoice.'),
    tool('delete_account', 'Delete the account for ever.'),
    { name: 'broken', inputSchema: null },
  ],
});

suite('mcp-policy init', () => {
  test('prints a starter policy that check has nothing to say about', async () => {
    const files = { 'tools.json': snapshot };
    const { exitCode, output, complaints } = await run(['init', '--tools', 'tools.json'], files);
    assert.equal(exitCode, 0);
    const policy = JSON.parse(output);
    assert.equal(policy.default, 'deny');
    assert.deepEqual(policy.hide, ['delete_account']);
    assert.deepEqual(policy.tools.list_charges, {});
    assert.deepEqual(policy.tools.create_invoice.limits, [
      { counter: 'create_invoice_rate', window: 'minute', max: 30, scope: 'grant' },
    ]);
    assert.match(complaints, /^tools\.json: tool broken was left out: /);
    const checked = await run(['check', 'policy.json', '--tools', 'tools.json'], { ...files, 'policy.json': output });
    assert.equal(checked.exitCode, 0, checked.output);
  });

  test('never replaces a file', async () => {
    const { exitCode, files } = await run(['init', '--tools', 't', '--out', 'policy.json'], {
      t: snapshot,
      'policy.json': 'mine',
    });
    assert.equal(exitCode, 2);
    assert.equal(files.get('policy.json'), 'mine');
  });
});
