import assert from 'node:assert/strict';
import {
  afterFailure,
  findTool,
  knownNames,
  nothingKnown,
  provesAbsence,
  type ToolKnowledge,
} from '../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../server/tools/tool.ts';

const problem = { what: 'It does not answer.', remedy: 'Start it.' };
const list: ToolList = {
  server: 'Payments',
  tools: [{ name: '__proto__', inputSchema: {} }],
  skipped: [{ name: 'broken', position: 1, reason: 'inputSchema is null' }],
};
const fresh: ToolKnowledge = { state: 'fresh', list };

suite('Tool knowledge', () => {
  test('a failure leaves the last good list, marked as stale', () => {
    const stale = afterFailure(fresh, problem);
    assert.deepEqual(stale, { state: 'stale', list, problem });
    assert.deepEqual(afterFailure(stale, problem), stale);
    assert.deepEqual(afterFailure(nothingKnown, problem), { state: 'unknown', problem });
  });

  test('a malformed tool exists, although it cannot be used', () => {
    assert.deepEqual([...knownNames(fresh)], ['__proto__', 'broken']);
    assert.equal(findTool(fresh, 'broken'), undefined);
    assert.equal(findTool(fresh, '__proto__')?.name, '__proto__');
    assert.equal(findTool(fresh, 'constructor'), undefined);
  });

  test('only a fresh and complete list proves that a tool does not exist', () => {
    assert.equal(provesAbsence(fresh), true);
    assert.equal(provesAbsence(nothingKnown), false);
    assert.equal(provesAbsence({ state: 'stale', list }), false);
    assert.equal(provesAbsence({ state: 'fresh', list: { ...list, cutShort: 'the cursor repeated' } }), false);
    const nameless = { ...list, skipped: [{ position: 0, reason: 'it has no name' }] };
    assert.equal(provesAbsence({ state: 'fresh', list: nameless }), false);
  });
});
