import assert from 'node:assert/strict';
import { age } from '../../../client/tools/rows/age.ts';
import { filtered, toolGroups } from '../../../client/tools/rows/arrangement.ts';
import { serverRow } from '../../../client/tools/rows/serverRow.ts';
import { rowBadge, toolMarkdown, toolRow } from '../../../client/tools/rows/toolRow.ts';
import type { ToolStanding } from '../../../server/protocol/simulation.ts';
import type { ShownServer, ShownTool } from '../../../server/protocol/toolsOverview.ts';

function tool(name: string, more: Partial<ShownTool> = {}): ShownTool {
  const risk = { class: 'write', risk: 'medium', reason: 'By its name.' } as const;
  return {
    name,
    standing: 'limited',
    line: '30/min per grant',
    isNamed: true,
    isKnown: true,
    risk,
    drift: [],
    flags: [],
    ...more,
  };
}

const standings: readonly ToolStanding[] = ['allowed', 'limited', 'conditioned', 'approval', 'denied', 'hidden'];

suite('Rows of tools', () => {
  test('say what the policy says, and the class', () => {
    const { label, description, context, spoken } = toolRow(tool('create_charge'));
    assert.equal(
      `${label} | ${description} | ${context}`,
      'create_charge | 30/min per grant · write | tool known named risk',
    );
    assert.equal(spoken, 'create_charge, limited, 30/min per grant, write');
  });

  test('leave what a rule tells the agent to the box above them, and say nothing twice', () => {
    const approval = tool('refund', { standing: 'approval', line: 'approval: A person decides about refunds.' });
    assert.equal(toolRow(approval).description, 'needs approval · write');
    assert.match(toolMarkdown(approval), /needs approval \(approval\\: A person decides about refunds\\\.\)/);
    const denied = tool('drop', { standing: 'denied', line: 'blocked: Denied by rule "/tools/drop/deny_if/0"' });
    assert.equal(toolRow(denied).spoken, 'drop, denied, write');
    const unlisted = tool('other', { standing: 'denied', line: 'deny: not listed', isNamed: false });
    assert.equal(toolRow(unlisted).description, 'deny: not listed · write');
    assert.equal(toolRow(tool('list', { standing: 'allowed', line: 'allowed' })).spoken, 'list, allowed, write');
  });

  test('each standing has an icon and a group of its own, and so has what is not listed', () => {
    const shown = [
      ...standings.map((standing) => tool('a', { standing })),
      tool('b', { standing: 'denied', isNamed: false }),
    ];
    assert.equal(new Set(shown.map((each) => toolRow(each).icon)).size, 7);
    assert.equal(toolGroups(shown, 'standing').length, 7);
  });

  test('say what changed and what is suspicious, in words and by a letter', () => {
    const renamed = tool('a', {
      drift: [
        { kind: 'renamed', sentence: 'It was b.' },
        { kind: 'schema', sentence: 'It takes c.' },
      ],
    });
    assert.equal(toolRow(renamed).description, '30/min per grant · write · renamed · arguments changed');
    assert.deepEqual(rowBadge(renamed)?.badge, 'R');
    assert.equal(rowBadge(renamed)?.words, 'Since the snapshot: renamed, arguments changed');
    const suspicious = tool('a', { flags: ['Its name has 1 zero-width character.'] });
    assert.match(toolRow(suspicious).description, /suspicious text$/);
    assert.equal(rowBadge(suspicious)?.badge, '!');
    assert.equal(rowBadge(tool('a')), undefined);
    const { risk: _, ...unknown } = tool('a', { isKnown: false });
    assert.equal(toolRow(unknown).description, '30/min per grant · only in the policy');
    assert.equal(toolRow(unknown).context, 'tool named');
  });

  test('no text of a server means anything in the box above a row', () => {
    const hostile = '[run](command:evil) $(alert) <b>**x**</b> https://evil.example `code` \u202E';
    const shown = toolMarkdown(
      tool(hostile, {
        title: hostile,
        description: hostile,
        line: hostile,
        flags: [hostile],
        drift: [{ kind: 'schema', sentence: hostile }],
      }),
    );
    assert.doesNotMatch(shown, /\]\(command|(?<!\\)\$\(|<b>|https:\/\/|\u202E/);
    assert.equal(shown.split('&lt;U\\+202E&gt;').length, 7);
    assert.match(toolMarkdown(tool('a')), /Write, medium risk \(a guess\): By its name\\\./);
    const chosen = { class: 'read', risk: 'low', reason: 'So.', chosenIn: 'snapshot' } as const;
    assert.match(toolMarkdown(tool('a', { risk: chosen })), /Read, low risk \(chosen in the snapshot\)/);
    assert.doesNotMatch(toolRow(tool(hostile)).label, /\$\(|\u202E/);
  });

  test('are kept by a filter whose every word fits the name, the title, the class, the standing or the marks', () => {
    const tools = [
      tool('create_charge', { title: 'Charge' }),
      tool('list_charges', { standing: 'hidden', risk: { class: 'read', risk: 'low', reason: '' } }),
      tool('other', { drift: [{ kind: 'added', sentence: '' }], flags: ['x'] }),
    ];
    const names = (filter: string) =>
      filtered(tools, filter)
        .map(({ name }) => name)
        .join(' ');
    assert.equal(names(''), 'create_charge list_charges other');
    assert.equal(names(' CHARGE '), 'create_charge list_charges');
    assert.equal(names('charge read'), 'list_charges');
    assert.equal(names('hidden'), 'list_charges');
    assert.equal(names('changed'), 'other');
    assert.equal(names('suspicious'), 'other');
    assert.equal(names('nothing'), '');
  });

  test('in groups by risk the riskiest come first, in the server’s order inside', () => {
    const risks = ['read', 'financial', 'read', 'destructive'] as const;
    const tools = risks.map((riskClass, index) =>
      tool(`t${index}`, { risk: { class: riskClass, risk: 'low', reason: '' } }),
    );
    const { risk: _, ...unknown } = tool('t4');
    assert.deepEqual(
      toolGroups([...tools, unknown], 'risk').map(
        (group) => `${group.title}: ${group.tools.map(({ name }) => name).join(' ')}`,
      ),
      ['Financial: t1', 'Destructive: t3', 'Read: t0 t2', 'Only in the policy: t4'],
    );
  });
});

suite('The row of the server', () => {
  const fresh: ShownServer = {
    state: 'fresh',
    name: 'Charges',
    definition: 'pay',
    from: 'live',
    toolCount: 4,
    skipped: [],
  };
  const now = Date.UTC(2026, 0, 2);

  const rows: readonly (readonly [server: ShownServer, row: string])[] = [
    [{ state: 'unknown', toolCount: 0, skipped: [] }, 'No MCP server | connect to see its tools | server'],
    [{ state: 'unknown', toolCount: 0, skipped: [], definition: 'pay' }, 'pay | not connected | server'],
    [
      { state: 'unknown', toolCount: 0, skipped: [], definition: 'pay', problem: { what: 'No.', remedy: 'Do.' } },
      'pay | cannot be reached | server',
    ],
    [{ ...fresh, fetchedAt: now - 5 * 60_000 }, 'Charges | current · 4 tools · 5 minutes ago | server listed'],
    [
      { ...fresh, toolCount: 1, watch: { state: 'connected' }, snapshot: 'pay.mcptools.json' },
      'Charges | current · 1 tool · watched | server listed watched snapshot',
    ],
    [
      { ...fresh, state: 'stale', watch: { state: 'waiting', retryAt: now + 3_500, attempt: 2 } },
      'Charges | not current · 4 tools · connection lost, tried again in 4 s | server listed watched',
    ],
    [{ ...fresh, state: 'stale', from: 'snapshot' }, 'Charges | from the snapshot · 4 tools | server listed'],
    [
      { ...fresh, state: 'stale', from: 'earlier', cutShort: 'A cap.', skipped: ['x: y'] },
      'Charges | from an earlier session · 4 tools · not the whole list · 1 left out | server listed',
    ],
  ];
  for (const [server, expected] of rows) {
    test(expected, () => {
      const { label, description, context, spoken, tooltip } = serverRow(server, now);
      assert.equal(`${label} | ${description} | ${context}`, expected);
      // Whoever reads on is told what the age is of.
      for (const text of [spoken, tooltip]) assert.equal(text.includes('listed 5'), server.fetchedAt !== undefined);
      if (server.problem !== undefined) assert.match(tooltip, /No\\\. Do\\\./);
    });
  }

  test('ages are said in the largest unit that fits', () => {
    const minute = 60_000;
    const said = [0, 1, 59, 60, 23 * 60, 24 * 60, 72 * 60].map((minutes) => age(now - minutes * minute, now));
    assert.deepEqual(said, [
      'just now',
      '1 minute ago',
      '59 minutes ago',
      '1 hour ago',
      '23 hours ago',
      '1 day ago',
      '3 days ago',
    ]);
    assert.equal(age(now + minute, now), 'just now');
  });
});
