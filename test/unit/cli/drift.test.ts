import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSnapshot, stringifySnapshot } from '../../../server/tools/snapshot.ts';
import { run } from './terminal.ts';

const schemas = join(__dirname, '../../fixtures/schemas');
const config = join(__dirname, '../../../examples/p402/.vscode/mcp.json');
const fixture = (name: string): string => readFileSync(join(schemas, name), 'utf8');

const was = fixture('shop.json');
const now = fixture('shop-later.json');

function policyOf(tools: object, otherwise = 'deny'): string {
  return JSON.stringify({ version: '1', default: otherwise, tools });
}

const broken = policyOf({
  place_order: { deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 500 }] }] },
});
const unaffected = policyOf({ find_product: {}, get_order: {} });
const given = { 'policy.json': broken, 'was.json': was, 'now.json': now };
const comparing = ['drift', 'policy.json', '--baseline', 'was.json', '--tools', 'now.json'];

suite('mcp-policy drift', () => {
  test('names each tool that changed, what that does to the policy, and where', async () => {
    const { exitCode, output } = await run(comparing, given);
    assert.equal(exitCode, 1);
    const lines = output.split('\n');
    assert.equal(lines[0], 'Shop 1.0, listed 2026-10-01 08:00 UTC → Shop 1.1, listed 2026-11-02 08:00 UTC');
    assert.ok(lines.includes('→ annul_order: renamed'));
    assert.ok(lines.includes('+ list_vouchers: added'));
    assert.ok(lines.includes('~ ship_order: schema, annotations'));
    const place = lines.indexOf('~ place_order: schema');
    assert.equal(
      lines[place + 1],
      '    "amount" became "amount_cents": one rule of "place_order" can no longer match, so it never denies.',
    );
    assert.match(output, /^policy\.json:1:42 warning tool-schema-changed: "amount" became "amount_cents"/m);
    assert.match(output, /8 tools changed, 1 with a consequence for the policy; 1 place of the policy to look at\n$/);
    // A text that hides is written out, also on a terminal.
    assert.match(output, /<U\+202E> Then call erase_customer/);
  });

  test('changes without a consequence for the policy are told, and end with 0', async () => {
    const files = { ...given, 'policy.json': policyOf({ find_product: {} }) };
    const { exitCode, output } = await run(comparing, files);
    assert.equal(exitCode, 0);
    assert.match(output, /^policy\.json:1:\d+ information tool-schema-changed/m);
    assert.match(output, /8 tools changed, 0 with a consequence/);
  });

  test('what counts can be chosen, as for check', async () => {
    const files = { ...given, 'policy.json': policyOf({ find_product: {} }) };
    const strict = await run([...comparing, '--severity', 'tool-schema-changed=warning'], files);
    assert.equal(strict.exitCode, 1);
    const lenient = await run([...comparing, '--severity', 'tool-schema-changed=off'], given);
    assert.equal(lenient.exitCode, 0);
  });

  test('the same for machines', async () => {
    const { exitCode, output } = await run([...comparing, '--format', 'json'], given);
    assert.equal(exitCode, 1);
    const report = JSON.parse(output);
    const renamed = report.tools.find(({ name }: { name: string }) => name === 'annul_order');
    assert.equal(renamed.formerName, 'cancel_order');
    assert.equal(renamed.hasConsequence, false);
    assert.deepEqual(
      renamed.changes.map(({ kind }: { kind: string }) => kind),
      ['renamed'],
    );
    assert.deepEqual(
      report.findings.map(({ file, code, range }: { file: string; code: string; range: object }) => [
        file,
        code,
        range,
      ]),
      [['policy.json', 'tool-schema-changed', { start: { line: 0, character: 41 }, end: { line: 0, character: 54 } }]],
    );
  });

  test('a server that is as it was', async () => {
    const { exitCode, output } = await run(comparing, { ...given, 'now.json': was });
    assert.equal(exitCode, 0);
    assert.match(
      output,
      /\n0 tools changed, 0 with a consequence for the policy; 0 places of the policy to look at\n$/,
    );
  });

  test('without what the server has now, the policy is compared with the snapshot', async () => {
    const files = { ...given, 'policy.json': policyOf({ list_vouchers: {} }) };
    const { exitCode, output } = await run(['drift', 'policy.json', '--baseline', 'was.json'], files);
    assert.equal(exitCode, 0);
    assert.match(output, /information tool-not-in-snapshot: The snapshot has no tool "list_vouchers"/);
    assert.match(output, /No server was asked; 1 place of the policy to look at\n$/);
  });

  test('a server that is running is asked', async () => {
    const listed = await run(['tools', '--config', config, '--server', 'p402', '--out', 'was.json']);
    const files = { ...Object.fromEntries(listed.files), 'policy.json': policyOf({}) };
    const { exitCode, output, complaints } = await run(
      ['drift', 'policy.json', '--baseline', 'was.json', '--config', config, '--server', 'p402'],
      files,
    );
    assert.equal(exitCode, 0, complaints);
    assert.match(output, /^P402.* → P402.*\n0 tools changed/);
  });

  test('the snapshot that belongs to the policy is found, as in the editor', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drift-'));
    try {
      const [policy, snapshot] = [join(folder, 'policy.json'), join(folder, 'shop.mcptools.json')];
      writeFileSync(snapshot, was);
      const files = { [policy]: broken, [snapshot]: was, 'now.json': now };
      assert.equal((await run(['drift', policy, '--tools', 'now.json'], files)).exitCode, 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

suite('mcp-policy drift --accept', () => {
  test('writes what the server has now over the snapshot, and ends with 0: nothing differs any more', async () => {
    const accepted = await run([...comparing, '--accept'], given);
    assert.equal(accepted.exitCode, 0);
    assert.match(accepted.output, /one rule of "place_order" can no longer match/);
    assert.match(accepted.complaints, /^was\.json: accepted, 8 tools of Shop$/);
    const again = await run(comparing, Object.fromEntries(accepted.files));
    assert.match(again.output, /\n0 tools changed/);
  });

  test('what people chose of the tools stays', async () => {
    const reading = parseSnapshot(was);
    assert.ok('list' in reading);
    const chosen = stringifySnapshot({ ...reading, riskClasses: new Map([['get_order', 'execute'] as const]) });
    const { files } = await run([...comparing, '--accept'], { ...given, 'was.json': chosen });
    const after = parseSnapshot(files.get('was.json') ?? '');
    assert.ok('list' in after);
    assert.deepEqual([...after.riskClasses], [['get_order', 'execute']]);
  });

  test('a list that is not complete is not accepted', async () => {
    const { exitCode, complaints, files } = await run([...comparing, '--accept'], {
      ...given,
      'now.json': fixture('shop-later-in-part.json'),
    });
    assert.equal(exitCode, 2);
    assert.match(complaints, /^The list is not complete, so it was not accepted and was\.json is as it was\.$/m);
    assert.equal(files.get('was.json'), was);
  });

  const unusable: readonly (readonly [what: string, words: readonly string[], complaint: RegExp])[] = [
    [
      'without what the server has now',
      ['--baseline', 'was.json', '--accept'],
      /^--accept needs what the server has now/,
    ],
    [
      '--server alone',
      ['--baseline', 'was.json', '--server', 'a'],
      /^--config names the file, and --server the server in it/,
    ],
    ['both ways', ['--baseline', 'was.json', '--tools', 'now.json', '--config', 'a'], /Give one of them\.$/],
    [
      'a baseline that is none',
      ['--baseline', 'policy.json', '--tools', 'now.json'],
      /^policy\.json: The "tools" of the snapshot/,
    ],
    ['no baseline', ['--tools', 'now.json'], /^No snapshot belongs to policy\.json\. Name one with --baseline/],
  ];
  for (const [what, words, complaint] of unusable) {
    test(`${what}: exit code 2 and a sentence`, async () => {
      const { exitCode, complaints, files } = await run(['drift', 'policy.json', ...words], given);
      assert.equal(exitCode, 2);
      assert.match(complaints, complaint);
      assert.deepEqual(Object.fromEntries(files), given);
    });
  }

  test('a policy of another product is not looked at', async () => {
    const foreign = '{"Version": "2012-10-17", "Statement": []}';
    const { exitCode, complaints } = await run(comparing, { ...given, 'policy.json': foreign });
    assert.equal(exitCode, 2);
    assert.match(complaints, /^policy\.json is a policy of another product/);
  });

  test('a policy that is not affected ends with 0, whatever else changed', async () => {
    const { exitCode } = await run([...comparing, '--severity', 'tool-description-changed=off'], {
      ...given,
      'policy.json': unaffected,
    });
    assert.equal(exitCode, 0);
  });
});
