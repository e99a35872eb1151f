import assert from 'node:assert/strict';
import { savedSnapshot } from '../../../server/tools/savedSnapshot.ts';
import { parseSnapshot, type Snapshot, stringifySnapshot } from '../../../server/tools/snapshot.ts';
import type { Tool, ToolList } from '../../../server/tools/tool.ts';
import { knownLists } from './lists.ts';

const [yesterday, today] = [Date.UTC(2026, 0, 30), Date.UTC(2026, 0, 31)];

function written(snapshot: Snapshot): string {
  return stringifySnapshot(snapshot);
}

/** What the disk has, read again. */
function onDisk(snapshot: Snapshot): Snapshot {
  const reading = parseSnapshot(written(snapshot));
  assert.ok('list' in reading);
  return reading;
}

function listOf(tools: readonly Tool[], more: Partial<ToolList> = {}): ToolList {
  return { server: 'Shop', version: '1', fetchedAt: today, tools, skipped: [], ...more };
}

const charge: Tool = {
  name: 'charge',
  description: 'Charges.',
  inputSchema: { type: 'object', properties: { amount: { type: 'number', minimum: 1 }, currency: { type: 'string' } } },
};
const shuffledCharge: Tool = {
  ...charge,
  inputSchema: { properties: { currency: { type: 'string' }, amount: { minimum: 1, type: 'number' } }, type: 'object' },
};
const refund: Tool = { name: 'refund', inputSchema: { type: 'object' } };

suite('Saving a snapshot again', () => {
  for (const [name, list] of knownLists) {
    test(`changes nothing when the server did not: ${name}`, () => {
      const first = savedSnapshot({ ...list, fetchedAt: yesterday }, undefined);
      const second = savedSnapshot({ ...list, fetchedAt: today, tools: [...list.tools].reverse() }, onDisk(first));
      assert.equal(written(second), written(first));
    });
  }

  test('keeps the order of keys that was written, when a server writes them in another one', () => {
    const first = savedSnapshot(listOf([charge, refund], { fetchedAt: yesterday }), undefined);
    const second = savedSnapshot(listOf([refund, shuffledCharge]), onDisk(first));
    assert.equal(written(second), written(first));
  });

  test('shows only what changed, and when', () => {
    const first = savedSnapshot(listOf([shuffledCharge, refund], { fetchedAt: yesterday }), undefined);
    const now = listOf([charge, { ...refund, description: 'Refunds.' }]);
    const lines = written(savedSnapshot(now, onDisk(first))).split('\n');
    const before = new Set(written(first).split('\n'));
    assert.deepEqual(
      lines.filter((line) => !before.has(line)),
      ['  "fetchedAt": "2026-01-31T00:00:00.000Z",', '      "description": "Refunds.",'],
    );
  });

  const chosen: Snapshot['riskClasses'] = new Map([
    ['charge', 'financial'],
    ['refund', 'write'],
  ]);

  test('keeps the risk classes that people chose, except of a tool that is gone', () => {
    const previous: Snapshot = { list: listOf([charge, refund]), riskClasses: chosen };
    assert.deepEqual([...savedSnapshot(listOf([charge]), previous).riskClasses], [['charge', 'financial']]);
    const malformed = listOf([charge], { skipped: [{ name: 'refund', position: 1, reason: 'is odd' }] });
    assert.deepEqual(savedSnapshot(malformed, previous).riskClasses, chosen);
  });

  test('keeps all of them when the list is not complete: nothing is known to be gone', () => {
    const previous: Snapshot = { list: listOf([charge, refund]), riskClasses: chosen };
    const cut = listOf([charge], { cutShort: 'Only the first page was captured.' });
    assert.deepEqual(savedSnapshot(cut, previous).riskClasses, chosen);
  });
});
