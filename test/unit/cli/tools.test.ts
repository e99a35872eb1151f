import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from './terminal.ts';

const config = join(__dirname, '../../../examples/p402/.vscode/mcp.json');
const faulty = join(__dirname, '../../vscode/workspace');

suite('mcp-policy tools', () => {
  test("saves a server's tools, which check and init then use", async () => {
    const listed = await run(['tools', '--config', config, '--server', 'p402', '--out', 'p402.json']);
    assert.equal(listed.exitCode, 0, listed.complaints);
    assert.equal(listed.output, 'p402.json: 7 tools of P402\n');
    const snapshot = JSON.parse(listed.files.get('p402.json') ?? '');
    assert.equal(snapshot.server, 'P402');
    assert.equal(snapshot.tools.length, 7);
    assert.ok(Date.parse(snapshot.fetchedAt) > 0);

    const files = Object.fromEntries(listed.files);
    const started = await run(['init', '--tools', 'p402.json', '--out', 'policy.json'], files);
    assert.equal(started.exitCode, 0);
    const checked = await run(['check', 'policy.json', '--tools', 'p402.json'], Object.fromEntries(started.files));
    assert.equal(checked.exitCode, 0, checked.output);
  });

  test('a file of another client is read in its own dialect', async () => {
    const file = join(faulty, 'servers/.mcp.json');
    const listed = await run(['tools', '--config', file, '--server', 'payments', '--out', 'payments.json']);
    assert.equal(listed.exitCode, 0, listed.complaints);
    assert.equal(listed.output, 'payments.json: 2 tools of payments\n');
  });

  test('a server that did not change is saved as it was, down to the last character', async () => {
    const words = ['tools', '--config', config, '--server', 'p402', '--out', 'p402.mcptools.json'];
    const first = await run(words);
    const second = await run(words, Object.fromEntries(first.files));
    assert.equal(second.exitCode, 0);
    assert.equal(second.files.get('p402.mcptools.json'), first.files.get('p402.mcptools.json'));
  });

  const unusable: [what: string, config: string, server: string, complaint: RegExp][] = [
    ['a file that does not exist', 'none.json', 'p402', /^none\.json cannot be read: there is no such file$/],
    ['a server that the file does not have', config, 'P402', /has no server "P402"; it has "p402"\.$/],
    ['a broken file', join(faulty, 'broken/.vscode/mcp.json'), 'half', /Line 2: .*\n.*has no server "half"/],
    ['a command that does not exist', join(faulty, 'absent/.vscode/mcp.json'), 'absent', /no-such-command-anywhere/],
  ];
  for (const [what, file, server, complaint] of unusable) {
    test(`${what}: exit code 2, a sentence, and no snapshot`, async () => {
      const { exitCode, complaints, files } = await run([
        'tools',
        '--config',
        file,
        '--server',
        server,
        '--out',
        'out',
      ]);
      assert.equal(exitCode, 2);
      assert.match(complaints, complaint);
      assert.equal(files.has('out'), false);
    });
  }
});
