import assert from 'node:assert/strict';
import { run } from './terminal.ts';

const policy = `{"version": "1", "default": "deny", "tools": {"pay": {
  "deny_if": [{"conditions": [{"path": "args.amount", "op": "gt", "value": 100}], "on_deny": "Too <much> & \\"more\\"."}],
  "limits": [{"counter": "pay_rate", "window": "minute", "max": 30, "scope": "grant"}]}}}`;

const passing = `{"policy": "policy.json", "scenarios": [
  {"name": "A payment is allowed", "steps": [{"tool": "pay", "args": {"amount": 100}, "expect": {"outcome": "allowed"}}]}]}`;

const failing = `{
  "policy": "policy.json",
  "scenarios": [
    {
      "name": "Large payments",
      "matrix": [{ "amount": 100 }, { "amount": 101 }],
      "steps": [
        { "tool": "pay", "args": { "amount": "\${amount}" }, "expect": { "outcome": "allowed" } }
      ]
    }
  ]
}`;

const files = { 'a/policy.json': policy, 'a/good.policytest.json': passing, 'a/bad.policytest.json': failing };

suite('mcp-policy test', () => {
  test('scenarios that pass: a line for each, exit code 0', async () => {
    const { exitCode, output, complaints } = await run(['test', 'a/good.policytest.json'], files);
    assert.equal(exitCode, 0);
    assert.equal(complaints, '');
    assert.equal(output, 'a/good.policytest.json\n  ✓ A payment is allowed\n\n1 scenario: 1 passed\n');
  });

  test('a scenario that fails: where, what was expected and the chain; exit code 1', async () => {
    const { exitCode, output } = await run(['test', 'a/bad.policytest.json'], files);
    assert.equal(exitCode, 1);
    assert.deepEqual(output.split('\n'), [
      'a/bad.policytest.json',
      '  ✓ Large payments (amount: 100)',
      '  ✗ Large payments (amount: 101)',
      '      a/bad.policytest.json:8:84 Expected the outcome "allowed", but it is "denied" by "/tools/pay/deny_if/args.amount-gt": "Too <much> & \\"more\\"."',
      '          pay at 2026-01-01T12:00:00Z',
      '        - outcome: allowed',
      '        + outcome: denied',
      '        + rule: /tools/pay/deny_if/args.amount-gt',
      '        + message: Too <much> & "more".',
      '          used of /tools/pay/limits/pay_rate: 0',
      '          chain:',
      '            ✓ hide  (hidden)  "pay" is not in "hide".',
      '            ✓ default  /tools/pay  "pay" is listed under "tools".',
      '        -   ✓ deny_if  /tools/pay/deny_if/args.amount-gt',
      '        +   ✕ deny_if  /tools/pay/deny_if/args.amount-gt  args.amount is 101, and 101 > 100.',
      '',
      '2 scenarios: 1 passed, 1 failed',
      '',
    ]);
  });

  test('traffic that fails: how many of its calls were to be allowed, and what refused the others', async () => {
    const traffic = `{"policy": "policy.json", "scenarios": [
      {"name": "A busy minute", "windows": "sliding", "steps": [
        {"traffic": [{"tool": "pay", "perMinute": 60}], "for": "1m", "expect": {"allowed": 31}}]}]}`;
    const { exitCode, output } = await run(['test', 'a/traffic.policytest.json'], {
      ...files,
      'a/traffic.policytest.json': traffic,
    });
    const full = '/tools/pay/limits/pay_rate';
    assert.equal(exitCode, 1);
    assert.deepEqual(output.split('\n').slice(1, -3), [
      '  ✗ A busy minute',
      `      a/traffic.policytest.json:3:92 Expected 31 of 60 calls to be allowed, but 30 are; 30 are denied by "${full}": "Rate limit of 30 per minute reached. Try again later."`,
      '          traffic from 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z',
      '        - allowed: 31 of 60',
      '        - denied: 29 of 60',
      '        + allowed: 30 of 60',
      '        + denied: 30 of 60',
      '          streams:',
      '            pay: 30 of 60 allowed',
      '          refused:',
      `            30 denied by ${full}: Rate limit of 30 per minute reached. Try again later.`,
    ]);
  });

  test('several files and patterns, each file once', async () => {
    const { exitCode, output } = await run(['test', 'a/good.policytest.json', '*.policytest.json'], files);
    assert.equal(exitCode, 1);
    assert.match(output, /\n3 scenarios: 2 passed, 1 failed\n$/);
  });

  test('another policy than the one that is named', async () => {
    const strict = { ...files, 'strict.json': '{"version": "1", "default": "deny"}' };
    const { exitCode, output } = await run(['test', 'a/good.policytest.json', '--policy', 'strict.json'], strict);
    assert.equal(exitCode, 1);
    assert.match(output, /but it is "denied" by "\(default deny\)"/);
  });

  test('json: what an editor gets, and the coverage', async () => {
    const { output } = await run(['test', 'a/bad.policytest.json', '--format', 'json'], files);
    const { files: found, coverage } = JSON.parse(output);
    assert.deepEqual(
      found[0].scenarios.map(({ name, state, failures }: { name: string; state: string; failures: object[] }) => [
        name,
        state,
        failures.length,
      ]),
      [
        ['Large payments (amount: 100)', 'passed', 0],
        ['Large payments (amount: 101)', 'failed', 1],
      ],
    );
    assert.deepEqual(found[0].scenarios[1].failures[0].range, {
      start: { line: 7, character: 83 },
      end: { line: 7, character: 92 },
    });
    const { policy: path, percent, exercised, all, unexercised } = coverage[0];
    assert.deepEqual([path, percent, exercised, all], ['a/policy.json', 88.8, 8, 9]);
    assert.deepEqual(
      unexercised.map(({ name, what }: { name: string; what: string }) => `${name}: ${what}`),
      ['/tools/pay/limits/pay_rate: never reached'],
    );
  });

  test('junit: suites, tests and failures, with every text escaped', async () => {
    const { exitCode, output } = await run(['test', 'a/bad.policytest.json', '--format', 'junit'], files);
    assert.equal(exitCode, 1);
    const [declaration, root] = output.split('\n');
    assert.equal(declaration, '<?xml version="1.0" encoding="UTF-8"?>');
    assert.match(
      root ?? '',
      /^<testsuites name="mcp-policy test" tests="2" failures="1" errors="0" time="0\.000"><testsuite name="a\/bad\.policytest\.json" tests="2"/,
    );
    assert.match(
      output,
      /<testcase name="Large payments \(amount: 100\)" classname="a\/bad\.policytest\.json" [^>]*\/>/,
    );
    assert.match(output, /<failure message="Expected the outcome &quot;allowed&quot;, [^"]*Too &lt;much&gt; &amp; /);
    assert.doesNotMatch(output, /<much>/);
  });

  test('junit: what XML cannot hold is replaced or written out', async () => {
    const name = JSON.stringify('bell \u0007, half \ud800, none \uffff, ]]>, "quotes"');
    const scenarios = passing.replace('"A payment is allowed"', name);
    const { output } = await run(['test', 'a/good.policytest.json', '--format', 'junit'], {
      ...files,
      'a/good.policytest.json': scenarios,
    });
    assert.match(output, /name="bell &lt;U\+0007&gt;, half \uFFFD, none \uFFFD, \]\]&gt;, &quot;quotes&quot;"/);
  });

  test('coverage: what no scenario exercised, all files of a policy together', async () => {
    const { exitCode, output } = await run(['test', '*.policytest.json', '--coverage'], files);
    assert.equal(exitCode, 1);
    assert.match(
      output,
      /\na\/policy\.json: 88\.8 % is exercised, 8 of 9\n {2}a\/policy\.json:3:14 limit \/tools\/pay\/limits\/pay_rate: never reached\n$/,
    );
    const alone = await run(['test', 'a/good.policytest.json', '--coverage'], files);
    assert.match(alone.output, /: 66\.6 % is exercised, 6 of 9\n.*args\.amount-gt: never matched\n.*: never held\n/);
  });

  test('too little coverage: exit code 1 and a sentence', async () => {
    const enough = await run(['test', 'a/good.policytest.json', '--min-coverage', '66.6'], files);
    assert.equal(enough.exitCode, 0);
    const { exitCode, complaints } = await run(['test', 'a/good.policytest.json', '--min-coverage', '66.7'], files);
    assert.equal(exitCode, 1);
    assert.equal(complaints, 'a/policy.json: 66.6 % is exercised, less than the 66.7 % asked for.');
    assert.equal((await run(['test', 'a/good.policytest.json', '--min-coverage', 'all'], files)).exitCode, 2);
  });

  test('what is worth knowing and stops nothing is told beside the report', async () => {
    const scenarios = passing.replace('"outcome": "allowed"', '"rule": "/tools/pay/limits/pay_rat"');
    const given = { ...files, 'a/good.policytest.json': scenarios };
    const { complaints } = await run(['test', 'a/good.policytest.json'], given);
    assert.match(
      complaints,
      /^a\/good\.policytest\.json:2:\d+ warning The policy has no rule .* \(scenario-unknown-rule\)$/,
    );
  });

  const unusable: [what: string, more: Record<string, string>, said: RegExp][] = [
    [
      'a policy that is not there',
      { 'a/good.policytest.json': passing.replace('policy.json', 'none.json') },
      /a\/none\.json cannot be read/,
    ],
    [
      'a policy that cannot be decided on',
      { 'a/policy.json': '{"version": "1"}' },
      /The policy cannot be decided on\. Line 1: The policy needs "default"/,
    ],
    [
      'a step that is wrong',
      { 'a/good.policytest.json': passing.replace('"tool"', '"tol"') },
      /cannot be run: A step needs "tool"/,
    ],
    [
      'a file that names no policy',
      { 'a/good.policytest.json': passing.replace('"policy": "policy.json", ', '') },
      /A scenario file needs "policy"/,
    ],
    [
      'a file that is not JSON',
      { 'a/good.policytest.json': 'nope' },
      /a\/good\.policytest\.json:1:1 error This is not JSON/,
    ],
    ['an empty file', { 'a/good.policytest.json': '' }, /The file is empty/],
  ];
  for (const [what, more, said] of unusable) {
    test(`${what}: exit code 2 and a sentence`, async () => {
      const { exitCode, output, complaints } = await run(['test', 'a/good.policytest.json'], { ...files, ...more });
      assert.equal(exitCode, 2);
      assert.match(output + complaints, said);
    });
  }

  test('a file that is not there: exit code 2', async () => {
    const { exitCode, complaints } = await run(['test', 'b.policytest.json'], files);
    assert.equal(exitCode, 2);
    assert.match(complaints, /^b\.policytest\.json cannot be read/);
  });
});
