import assert from 'node:assert/strict';
import { run } from './terminal.ts';

const policy = `{"version": "1", "default": "deny", "hide": ["drop"], "tools": {"pay": {
  "deny_if": [{"conditions": [{"path": "args.amount", "op": "gt", "value": 100}], "on_deny": "Too much."}],
  "limits": [{"counter": "pay_rate", "window": "minute", "max": 30, "scope": "grant"}]}, "ask": {"action": "require_approval"}}}`;

async function decisions(calls: object[], policyText = policy, ...more: string[]) {
  const files = { 'policy.json': policyText, calls: calls.map((call) => JSON.stringify(call)).join('\n') };
  const result = await run(['simulate', 'policy.json', '--calls', 'calls', '--format', 'jsonl', ...more], files);
  return {
    ...result,
    lines: result.output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

suite('mcp-policy simulate', () => {
  test('a decision a line, with the counters as they stand afterwards', async () => {
    const { exitCode, lines } = await decisions([
      { tool: 'pay', args: { amount: 5 }, at: '2026-01-31T10:30:15Z' },
      { tool: 'pay', args: { amount: 500 }, at: '2026-01-31T10:30:16Z' },
      { tool: 'drop', at: '2026-01-31T10:30:17Z' },
      { tool: 'ask', at: '2026-01-31T10:30:18Z' },
    ]);
    assert.equal(exitCode, 0);
    const counter = {
      id: '/tools/pay/limits/pay_rate',
      used: 1,
      max: 30,
      window: 'minute',
      resetsAt: '2026-01-31T10:31:00.000Z',
    };
    assert.deepEqual(lines, [
      { index: 0, at: '2026-01-31T10:30:15.000Z', tool: 'pay', outcome: 'allowed', counters: [counter] },
      {
        index: 1,
        at: '2026-01-31T10:30:16.000Z',
        tool: 'pay',
        outcome: 'denied',
        rule: '/tools/pay/deny_if/args.amount-gt',
        message: 'Too much.',
        counters: [counter],
      },
      {
        index: 2,
        at: '2026-01-31T10:30:17.000Z',
        tool: 'drop',
        outcome: 'denied',
        rule: '(hidden)',
        message: 'Tool "drop" is hidden by policy',
        counters: [],
      },
      {
        index: 3,
        at: '2026-01-31T10:30:18.000Z',
        tool: 'ask',
        outcome: 'approval',
        rule: '/tools/ask/action',
        message: 'Requires human approval.',
        counters: [],
        assumptions: ['shorthand-rule-ids'],
      },
    ]);
  });

  test('the 31st call in a minute is denied, the first of the next minute allowed', async () => {
    const calls = Array.from({ length: 31 }, () => ({ tool: 'pay', at: '2026-01-31T10:30:59.999Z' }));
    const { lines } = await decisions([...calls, { tool: 'pay', at: '2026-01-31T10:31:00Z' }]);
    const outcomes = lines.map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, [...Array(30).fill('allowed'), 'denied', 'allowed']);
    assert.equal(lines[30].rule, '/tools/pay/limits/pay_rate');
  });

  test('grants have counters of their own, and a JSON-RPC error gives its call back', async () => {
    const calls = Array.from({ length: 30 }, () => ({ tool: 'pay', grant: 'a' }));
    const { lines } = await decisions([
      ...calls,
      { tool: 'pay', grant: 'b', upstream: 'error' },
      { tool: 'pay', grant: 'b', upstream: 'tool_error' },
      { tool: 'pay', grant: 'a' },
    ]);
    assert.deepEqual(
      lines.slice(29).map(({ outcome, counters }) => [outcome, counters[0].used]),
      [
        ['allowed', 30],
        ['allowed', 0],
        ['allowed', 1],
        ['denied', 30],
      ],
    );
  });

  test('without a time: the time of the call before; of the first call, now', async () => {
    const { lines } = await decisions([{ tool: 'pay' }, { tool: 'pay', at: 0 }, { tool: 'pay' }]);
    assert.deepEqual(
      lines.map(({ at }) => at),
      ['2026-01-31T10:30:15.000Z', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'],
    );
  });

  test('a time without a zone is UTC, one with a zone is understood, a day is its start', async () => {
    const times = ['2026-01-31T10:30:00', '2026-01-31T12:30:00+02:00', '2026-01-31', '2026-01-31T10:30Z'];
    const { lines } = await decisions(times.map((at) => ({ tool: 'pay', at })));
    assert.deepEqual(
      lines.map(({ at }) => at),
      ['2026-01-31T10:30:00.000Z', '2026-01-31T10:30:00.000Z', '2026-01-31T00:00:00.000Z', '2026-01-31T10:30:00.000Z'],
    );
  });

  test('a key that means nothing is remarked on', async () => {
    const { exitCode, complaints } = await decisions([{ tool: 'pay', arguments: { amount: 500 } }]);
    assert.equal(exitCode, 0);
    assert.equal(complaints, 'calls:1: "arguments" means nothing here. Did you mean "args"?');
  });

  test('standard input is read once', async () => {
    const { exitCode, complaints } = await run(['simulate', '-', '--calls', '-'], { '-': policy });
    assert.equal(exitCode, 2);
    assert.match(complaints, /cannot both come from standard input/);
  });

  test('text: a line for each call, with its counters below', async () => {
    const files = { 'policy.json': policy, '-': '{"tool": "pay", "at": "2026-01-31T10:30:15Z"}\n\n{"tool": "x"}' };
    const { output } = await run(['simulate', 'policy.json', '--calls', '-'], files);
    assert.deepEqual(output.split('\n'), [
      '2026-01-31T10:30:15.000Z  allowed   pay',
      '    /tools/pay/limits/pay_rate: 1 of 30, resets at 2026-01-31T10:31:00.000Z',
      '2026-01-31T10:30:15.000Z  denied    x  (default deny)  Tool "x" is not permitted by policy',
      '',
    ]);
  });

  test('text: what a decision rests on that is only assumed, a line each', async () => {
    const calls = '{"tool": "pay", "at": "2026-01-31T10:30:15Z"}\n'.repeat(31);
    const { output } = await run(['simulate', 'policy.json', '--calls', '-'], { 'policy.json': policy, '-': calls });
    assert.deepEqual(output.split('\n').slice(-5), [
      '2026-01-31T10:30:15.000Z  denied    pay  /tools/pay/limits/pay_rate  Rate limit of 30 per minute reached. Try again later.',
      '    /tools/pay/limits/pay_rate: 30 of 30, resets at 2026-01-31T10:31:00.000Z',
      '    (assumed) Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.',
      "    (assumed) What an agent is told where the policy has no text of its own is Intercept's, or ours.",
      '',
    ]);
  });

  test('a call that times out gives its quota back when the proxy stops waiting, and not before', async () => {
    const at = (second: string) => `2026-01-31T10:30:${second}Z`;
    const { lines } = await decisions([
      { tool: 'pay', at: at('00'), upstream: 'timeout', answeredAfter: 10_000 },
      { tool: 'pay', at: at('09.999') },
      { tool: 'pay', at: at('10') },
    ]);
    assert.deepEqual(
      lines.map(({ counters, assumptions }) => [counters[0].used, assumptions]),
      [
        [1, ['timeout-refunds']],
        [2, undefined],
        [2, ['timeout-refunds']],
      ],
    );
  });

  test('--windows sliding: calls of the minute before still count, in proportion', async () => {
    const calls = [
      ...Array.from({ length: 30 }, () => ({ tool: 'pay', at: '2026-01-31T10:30:59Z' })),
      { tool: 'pay', at: '2026-01-31T10:31:00Z' },
      { tool: 'pay', at: '2026-01-31T10:31:30Z' },
    ];
    const aligned = await decisions(calls);
    const sliding = await decisions(calls, policy, '--windows', 'sliding');
    assert.deepEqual(
      aligned.lines.slice(-2).map(({ outcome, counters }) => [outcome, counters[0].used]),
      [
        ['allowed', 1],
        ['allowed', 2],
      ],
    );
    assert.deepEqual(
      sliding.lines.slice(-2).map(({ outcome, counters, assumptions }) => [outcome, counters[0].used, assumptions[0]]),
      [
        ['denied', 30, 'sliding-windows'],
        ['allowed', 16, 'sliding-windows'],
      ],
    );
  });

  const unusable: [what: string, policyText: string, calls: string, complaint: RegExp][] = [
    ['calls that are not JSON', policy, '{"tool": "pay"}\nnope', /^calls:2: a call is a JSON object on one line$/],
    ['a call without a tool', policy, '{"args": {}}', /^calls:1: "tool" must be the name of a tool$/],
    ['arguments that are a list', policy, '{"tool": "pay", "args": []}', /"args" must be an object/],
    [
      'a day that does not exist',
      policy,
      '{"tool": "pay", "at": "2026-02-30T00:00:00Z"}',
      /"at" must be a time such as/,
    ],
    ['a time that is none', policy, '{"tool": "pay", "at": "noon"}', /"at" must be a time such as/],
    ['a negative time to the answer', policy, '{"tool": "pay", "answeredAfter": -1}', /"answeredAfter" must be/],
    ['a time to the answer in words', policy, '{"tool": "pay", "answeredAfter": "1 s"}', /"answeredAfter" must be/],
    ['an unknown upstream outcome', policy, '{"tool": "pay", "upstream": "fail"}', /"upstream" must be "ok"/],
    ['a policy that the proxy would not load', '{"version": "1"}', '', /Line 1: The policy needs "default"/],
    ['a policy that is not JSON', '{', '', /cannot be decided on\. Line 1: A closing } is missing/],
    ['an empty policy', '', '', /The file is empty/],
  ];
  for (const [what, policyText, calls, complaint] of unusable) {
    test(`${what}: exit code 2 and a sentence`, async () => {
      const files = { 'policy.json': policyText, calls };
      const { exitCode, complaints } = await run(['simulate', 'policy.json', '--calls', 'calls'], files);
      assert.equal(exitCode, 2);
      assert.match(complaints, complaint);
    });
  }
});
