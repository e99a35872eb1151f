import assert from 'node:assert/strict';
import { run } from './terminal.ts';

const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
const limit = '{"counter": "c", "window": "day", "max": 9, "scope": "grant"}';
const policy = (name: string) => `{"version": "1", "default": "deny", "tools": {"${name}": {"limits": [${limit}]}}}`;
const snapshot = (...names: string[]) =>
  JSON.stringify({ server: 'Pay', fetchedAt: '2026-01-30T08:00:00.000Z', tools: names.map(tool) });
const unknown = /Pay has no tool "pay_out", did you mean "pay"\?|Pay has no tool "pay_out"/;

suite('The snapshot beside a policy, on the command line', () => {
  const files = { 'a/policy.json': policy('pay_out'), 'a/pay.mcptools.json': snapshot('pay') };

  test('is what check checks against, and it says so once, apart from the report', async () => {
    const more = { ...files, 'a/other.policy.json': policy('pay_in') };
    const { exitCode, output, complaints } = await run(['check', 'a/policy.json', 'a/other.policy.json'], more);
    assert.equal(exitCode, 1);
    assert.match(output, unknown);
    assert.equal(
      complaints,
      'a/pay.mcptools.json is used: 1 tool of Pay, listed 2026-01-30 08:00 UTC. --no-tools leaves it out.',
    );
  });

  test('is named in the findings of check --format json', async () => {
    const { output } = await run(['check', 'a/policy.json', '--format', 'json'], files);
    assert.deepEqual(
      JSON.parse(output).map(({ code, tools }: { code: string; tools: string }) => [code, tools]),
      [['unknown-tool', 'a/pay.mcptools.json']],
    );
  });

  test('is left out by --no-tools, and by naming another one', async () => {
    const none = await run(['check', 'a/policy.json', '--no-tools', '--format', 'json'], files);
    assert.deepEqual([none.exitCode, none.output, none.complaints], [0, '[]\n', '']);
    const named = { ...files, 'b.json': snapshot('pay_out') };
    const other = await run(['check', 'a/policy.json', '--tools', 'b.json'], named);
    assert.deepEqual([other.exitCode, other.complaints], [0, '']);
  });

  test('is that of the policy’s own name, before any other', async () => {
    const own = { ...files, 'a/policy.mcptools.json': snapshot('pay_out') };
    assert.equal((await run(['check', 'a/policy.json'], own)).exitCode, 0);
  });

  test('is none of several: that is said, once for a folder', async () => {
    const several = { ...files, 'a/x.mcptools.json': snapshot(), 'a/b.policy.json': policy('x') };
    const { exitCode, complaints } = await run(['check', 'a/policy.json', 'a/b.policy.json'], several);
    assert.equal(exitCode, 0);
    assert.equal(complaints, 'None of the 2 snapshots in a is used: --tools names one.');
  });

  test('that cannot be read ends the check of its policies, not of others', async () => {
    const broken = { ...files, 'a/pay.mcptools.json': '{', 'b/policy.json': policy('pay') };
    const { exitCode, output, complaints } = await run(['check', 'a/policy.json', 'b/policy.json'], broken);
    assert.equal(exitCode, 2);
    assert.match(complaints, /^a\/pay\.mcptools\.json: The snapshot is not JSON/);
    assert.match(output, /^1 file checked/);
  });

  test('is none for a policy on standard input', async () => {
    const { complaints } = await run(['check', '-'], { '-': policy('pay_out'), 'a.mcptools.json': snapshot('pay') });
    assert.equal(complaints, '');
  });

  test('tells simulate which tools do not exist; what is decided stays the same', async () => {
    const calls = { calls: '{"tool": "pay_out"}\n{"tool": "pay"}\n{"tool": "pay_out"}' };
    const words = ['simulate', 'a/policy.json', '--calls', 'calls'];
    const { exitCode, output, complaints } = await run(words, { ...files, ...calls });
    assert.equal(exitCode, 0);
    assert.equal(output.match(/allowed/g)?.length, 2);
    assert.deepEqual(complaints.split('\n').slice(1), ['calls: the server has no tool "pay_out"']);
    assert.equal((await run([...words, '--no-tools'], { ...files, ...calls })).complaints, '');
  });

  test('tells test which tools neither policy nor server have', async () => {
    const scenario = {
      policy: './policy.json',
      scenarios: [{ name: 'x', steps: [{ tool: 'wave', expect: { outcome: 'allowed' } }] }],
    };
    const scenarios = { 'a/policy.policytest.json': JSON.stringify(scenario) };
    const words = ['test', 'a/policy.policytest.json'];
    const { complaints } = await run(words, { ...files, ...scenarios });
    assert.match(complaints, /^a\/pay\.mcptools\.json is used: /);
    assert.match(complaints, /Neither the policy nor the server has the tool "wave"/);
    const { output } = await run([...words, '--format', 'json'], { ...files, ...scenarios });
    assert.equal(JSON.parse(output).files[0].tools, 'a/pay.mcptools.json');
    assert.equal((await run([...words, '--no-tools'], { ...files, ...scenarios })).complaints, '');
  });

  test('is what init makes a policy of, beside where it will lie', async () => {
    const { exitCode, files: written } = await run(['init', '--out', 'a/new.policy.json'], files);
    assert.equal(exitCode, 0);
    assert.match(written.get('a/new.policy.json') ?? '', /"pay"/);
    const here = await run(['init'], { 'pay.mcptools.json': snapshot('pay') });
    assert.match(here.output, /"pay"/);
    const none = await run(['init']);
    assert.equal(none.exitCode, 2);
    assert.match(none.complaints, /^No snapshot says which tools there are: name one with --tools/);
  });
});

suite('mcp-policy tools --import', () => {
  const captured = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    result: { tools: [tool('b'), tool('a'), { name: 'odd' }] },
  });
  const words = ['tools', '--import', 'captured.json', '--out', 'shop.mcptools.json'];

  test('makes a snapshot of what was captured, named after its file where nothing says the server', async () => {
    const { exitCode, output, complaints, files } = await run(words, { 'captured.json': captured });
    assert.equal(exitCode, 0);
    assert.equal(output, 'shop.mcptools.json: 2 tools of shop\n');
    assert.equal(complaints, 'tool odd was left out: has no "inputSchema"');
    const { server, tools } = JSON.parse(files.get('shop.mcptools.json') ?? '');
    assert.equal(server, 'shop');
    assert.deepEqual(
      tools.map(({ name }: { name: string }) => name),
      ['a', 'b'],
    );
    const named = await run([...words, '--server', 'Shop'], { 'captured.json': captured });
    assert.match(named.output, /2 tools of Shop/);
  });

  test('from standard input, twice the same', async () => {
    const piped = ['tools', '--import', '-', '--out', 'shop.mcptools.json'];
    const first = await run(piped, { '-': captured });
    const second = await run(piped, {
      '-': captured,
      'shop.mcptools.json': first.files.get('shop.mcptools.json') ?? '',
    });
    assert.equal(second.files.get('shop.mcptools.json'), first.files.get('shop.mcptools.json'));
  });

  test('keeps the risk classes of the snapshot that it replaces', async () => {
    const before = '{"server": "Shop", "riskClasses": {"a": "financial"}, "tools": []}';
    const { files } = await run(words, { 'captured.json': captured, 'shop.mcptools.json': before });
    assert.deepEqual(JSON.parse(files.get('shop.mcptools.json') ?? '').riskClasses, { a: 'financial' });
  });

  test('replaces what was no snapshot, and says so', async () => {
    const { exitCode, complaints } = await run(words, { 'captured.json': captured, 'shop.mcptools.json': '{' });
    assert.equal(exitCode, 0);
    assert.match(complaints, /shop\.mcptools\.json was no snapshot and is replaced: The snapshot is not JSON/);
  });

  const refused: readonly (readonly [what: string, words: string[], complaint: RegExp])[] = [
    ['what is no list', [...words], /^captured\.json: There is no list of tools in it\.$/],
    [
      'a configuration beside it',
      [...words, '--config', 'mcp.json'],
      /'--import <file>' cannot be used with option '--config <file>'/,
    ],
    [
      'neither of both',
      ['tools', '--out', 'x'],
      /^Name the server with --config and --server, or a captured list with --import\.$/,
    ],
    ['no place to write to', ['tools', '--import', 'captured.json'], /required option '--out <snapshot>'/],
  ];
  for (const [what, line, complaint] of refused) {
    test(`${what}: exit code 2 and a sentence`, async () => {
      const { exitCode, complaints } = await run(line, { 'captured.json': '{}' });
      assert.equal(exitCode, 2);
      assert.match(complaints, complaint);
    });
  }
});
