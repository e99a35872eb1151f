import assert from 'node:assert/strict';
import { type PickerRow, pickerRows } from '../../../client/servers/pickerRows.ts';
import type { ServerDefinitionsResult } from '../../../server/protocol/requests.ts';
import { type ServerDefinitionSummary, typedByHand } from '../../../server/protocol/serverDefinition.ts';

function definition(
  name: string,
  origin: string,
  more: Partial<ServerDefinitionSummary> = {},
): ServerDefinitionSummary {
  const source = `${origin} file`;
  return {
    name,
    source,
    origin,
    transport: 'stdio',
    target: name,
    environment: [],
    headers: [],
    inputs: [],
    hash: '',
    ...more,
  };
}

const workspace = 'VS Code, workspace';
const typed = definition('files', typedByHand, { source: typedByHand, typed: 'npx files' });
const found: ServerDefinitionsResult = {
  source: 'mcp.json',
  exists: true,
  definitions: [
    definition('crm', workspace),
    definition('payments', 'Cursor, user', { transport: 'http' }),
    definition('files', workspace),
    typed,
  ],
  problems: [],
};

function lineOf(row: PickerRow): string {
  if (row.kind === 'group') return `— ${row.label}`;
  if (row.kind === 'server') return `${row.definition.name}: ${row.description}`;
  return row.kind === 'problem' ? `! ${row.problem.message}` : 'type';
}

function shown(change: Partial<ServerDefinitionsResult> = {}, current?: string): readonly string[] {
  return pickerRows({ ...found, ...change }, current).map(lineOf);
}

suite('The rows of the picker of servers', () => {
  test('by where they come from, then the way to type one', () => {
    assert.deepEqual(shown(), [
      `— ${workspace}`,
      'crm: stdio',
      `files: stdio · ${workspace} file`,
      '— Cursor, user',
      'payments: http',
      '— typed by hand',
      'files: stdio',
      '— ',
      'type',
    ]);
  });

  test('the suggested one first, with its reason, and not again among the others', () => {
    const suggested = { server: 'payments', source: 'Cursor, user file', why: 'its tools are named' };
    assert.deepEqual(shown({ suggested }).slice(0, 3), [
      '— Suggested: its tools are named',
      'payments: http · Cursor, user',
      `— ${workspace}`,
    ]);
    assert.equal(shown({ suggested }).filter((line) => line.startsWith('payments')).length, 1);
  });

  test("the policy's server so far is marked", () => {
    assert.equal(shown({}, 'crm')[1], 'crm: stdio · connected');
    const rows = pickerRows(found, 'crm').filter((row) => row.kind === 'server' && row.isCurrent);
    assert.equal(rows.length, 1);
  });

  test('what is broken stands behind the servers', () => {
    const problems = [{ source: 'a', line: 3, message: 'Line 3: broken.' }];
    assert.deepEqual(shown({ problems }).slice(-4), ['— Cannot be used', '! Line 3: broken.', '— ', 'type']);
  });

  test('where a setting decides, there is nothing to type', () => {
    assert.ok(!shown({ tiedTo: 'crm' }).includes('type'));
  });
});
