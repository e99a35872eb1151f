import assert from 'node:assert/strict';
import { withRiskClass } from '../../../client/tools/snapshotRisk.ts';
import { parseSnapshot, stringifySnapshot } from '../../../server/tools/snapshot.ts';
import { knownLists } from '../tools/lists.ts';

suite('A class that is chosen in the snapshot', () => {
  for (const [name, list] of knownLists) {
    test(`${name}: is written as a saved snapshot has it, and taken out again`, () => {
      const saved = stringifySnapshot({ list, riskClasses: new Map([['zeta', 'read']]) });
      const chosen = withRiskClass(saved, ['b', '__proto__'], 'financial') ?? '';
      const expected = new Map([
        ['zeta', 'read'] as const,
        ['__proto__', 'financial'] as const,
        ['b', 'financial'] as const,
      ]);
      assert.equal(chosen, stringifySnapshot({ list, riskClasses: expected }));
      const reading = parseSnapshot(chosen);
      assert.deepEqual('riskClasses' in reading && new Map(reading.riskClasses), expected);
      assert.equal(withRiskClass(chosen, ['b', '__proto__'], null), saved);
      const none = withRiskClass(saved, ['zeta'], null);
      assert.equal(none, stringifySnapshot({ list, riskClasses: new Map() }));
    });
  }

  test('what is no snapshot is not touched', () => {
    for (const text of ['', '{', '[]', 'null', '"tools"', '{ "server": "x" }'])
      assert.equal(withRiskClass(text, ['a'], 'read'), undefined);
  });
});
