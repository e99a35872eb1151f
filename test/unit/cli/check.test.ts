import assert from 'node:assert/strict';
import { run } from './terminal.ts';

const sound = '{"version": "1", "default": "deny", "tools": {"pay": {}}}';
const wrong = `{
  "version": "1",
  "default": "deny",
  "tools": { "pay": { "limits": [{ "counter": "ü", "window": "minutes", "max": 1, "scope": "grant" }] } }
}`;
const snapshot = '{"server": "Payments", "tools": [{"name": "pay_out", "inputSchema": {"type": "object"}}]}';

suite('mcp-policy check', () => {
  test('a sound policy: nothing to say, exit code 0', async () => {
    const { exitCode, output } = await run(['check', 'policy.json'], { 'policy.json': sound });
    assert.equal(exitCode, 0);
    assert.equal(output, '1 file checked: 0 errors, 0 warnings\n');
  });

  test('text: file, line and column from one, severity, message, code', async () => {
    const { exitCode, output } = await run(['check', 'a.json', 'b.json'], { 'a.json': sound, 'b.json': wrong });
    assert.equal(exitCode, 1);
    assert.deepEqual(output.split('\n'), [
      'b.json:4:62 error "window" must be "minute", "hour" or "day" (wrong-value)',
      '2 files checked: 1 error, 0 warnings',
      '',
    ]);
  });

  test('a severity can be chosen for each kind of problem, as in the settings of an editor', async () => {
    const files = { 'b.json': wrong };
    const off = await run(['check', 'b.json', '--severity', 'wrong-value=off'], files);
    assert.deepEqual([off.exitCode, off.output], [0, '1 file checked: 0 errors, 0 warnings\n']);
    const hint = await run(['check', 'b.json', '--severity', 'wrong-value=hint'], files);
    assert.equal(hint.exitCode, 0);
    assert.match(hint.output, / hint "window" must be [\s\S]*0 errors, 0 warnings, 1 for information/);
    const unknown = await run(['check', 'b.json', '--severity', 'no-such-code=off'], files);
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.complaints, /There is no diagnostic "no-such-code"/);
  });

  test('json: ranges from zero in UTF-16, as in LSP', async () => {
    const { exitCode, output } = await run(['check', 'b.json', '--format', 'json'], { 'b.json': wrong });
    assert.equal(exitCode, 1);
    assert.deepEqual(JSON.parse(output), [
      {
        file: 'b.json',
        range: { start: { line: 3, character: 61 }, end: { line: 3, character: 70 } },
        severity: 'error',
        code: 'wrong-value',
        message: '"window" must be "minute", "hour" or "day"',
      },
    ]);
  });

  test('with a snapshot, tools that the server does not have are warnings', async () => {
    const files = { 'policy.json': sound, 'tools.json': snapshot };
    const { exitCode, output } = await run(
      ['check', 'policy.json', '--tools', 'tools.json', '--format', 'json'],
      files,
    );
    assert.equal(exitCode, 1);
    const [finding] = JSON.parse(output);
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.code, 'unknown-tool');
    assert.equal(finding.message, 'Payments has no tool "pay", so this never applies');
  });

  test('information alone is no finding', async () => {
    const shorthand = '{"version": "1", "default": "deny", "tools": {"pay": {"action": "allow"}}}';
    const { exitCode, output } = await run(['check', 'policy.json'], { 'policy.json': shorthand });
    assert.equal(exitCode, 0);
    assert.match(output, /information .+ \(shorthand\)\n1 file checked: 0 errors, 0 warnings, 1 for information\n$/);
  });

  test("another product's policy is passed over, and it says so", async () => {
    const { exitCode, output, complaints } = await run(['check', 'policy.json', '--format', 'json'], {
      'policy.json': '{"Version": "2012-10-17", "Statement": []}',
    });
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(output), []);
    assert.match(complaints, /policy\.json: skipped/);
  });

  test('what is not recognised is checked all the same, because it was named', async () => {
    const { exitCode } = await run(['check', 'policy.json'], { 'policy.json': '{"tool": {}, "defualt": "deny"}' });
    assert.equal(exitCode, 1);
  });

  test('a file that cannot be read is named, and the others are checked all the same', async () => {
    const words = ['check', 'none.json', 'b.json', '--format', 'json'];
    const { exitCode, output, complaints } = await run(words, { 'b.json': wrong });
    assert.equal(exitCode, 2);
    assert.equal(complaints, 'none.json cannot be read: there is no such file');
    assert.equal(JSON.parse(output).length, 1);
  });

  test('a byte order mark is called by its name', async () => {
    const { output } = await run(['check', 'a'], { a: `\uFEFF${sound}` });
    assert.match(output, /^a:1:1 error The file starts with a byte order mark/);
  });

  const unusable: [what: string, words: string[], files: Record<string, string>, complaint: RegExp][] = [
    ['a file that does not exist', ['check', 'none.json'], {}, /^none\.json cannot be read: there is no such file$/],
    ['no file', ['check'], {}, /missing required argument 'files'/],
    ['an unknown format', ['check', 'a', '--format', 'xml'], { a: sound }, /'xml' is invalid.*text, json/s],
    ['an unknown command', ['chek', 'a'], { a: sound }, /unknown command 'chek'/],
    ['an unknown option', ['check', 'a', '--tool', 'b'], { a: sound }, /unknown option '--tool'/],
    [
      'a snapshot that is not JSON',
      ['check', 'a', '--tools', 't'],
      { a: sound, t: '{' },
      /^t: The snapshot is not JSON/,
    ],
  ];
  for (const [what, words, files, complaint] of unusable) {
    test(`${what}: exit code 2 and a sentence`, async () => {
      const { exitCode, output, complaints } = await run(words, files);
      assert.equal(exitCode, 2);
      assert.match(complaints, complaint);
      assert.equal(output, '');
    });
  }
});
