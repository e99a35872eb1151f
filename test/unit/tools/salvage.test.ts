import { strict as assert } from 'node:assert';
import { salvageTools } from '../../../server/tools/salvage.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';

const inputSchema = { type: 'object' };

suite('Texts of a server that are longer than anybody reads', () => {
  test('a tool with such a name is left out: cut, it would be another tool', () => {
    const [longest, tooLong] = ['x'.repeat(1_000), 'x'.repeat(1_001)];
    const { tools, skipped } = salvageTools([
      { name: tooLong, inputSchema },
      { name: longest, inputSchema },
    ]);
    assert.deepEqual(
      tools.map(({ name }) => name),
      [longest],
    );
    assert.deepEqual(skipped, [{ position: 0, reason: 'has a "name" of 1001 characters; at most 1000 can be used' }]);
  });

  test('descriptions and titles are cut, and no character of them is halved', () => {
    const { tools } = salvageTools([
      { name: 'a', title: 'T'.repeat(1_001), description: '🎈'.repeat(10_001), inputSchema },
    ]);
    assert.equal(tools[0]?.title, `${'T'.repeat(999)}…`);
    assert.equal(tools[0]?.description, `${'🎈'.repeat(9_999)}…`);
  });

  test('what was cut once is not cut again', () => {
    const once = salvageTools([
      { name: 'a', title: 'T'.repeat(5_000), description: 'D'.repeat(50_000), inputSchema },
    ]).tools;
    assert.deepEqual(salvageTools(once).tools, once);
  });

  test('so it is in a snapshot, also with the name and the version of the server', () => {
    const skipped = [{ name: 'n'.repeat(2_000), position: 0, reason: 'r'.repeat(2_000) }];
    const reading = parseSnapshot(
      JSON.stringify({
        server: 'S'.repeat(1e6),
        version: 'V'.repeat(1e6),
        cutShort: 'C'.repeat(1e6),
        tools: [],
        skipped,
      }),
    );
    assert.ok('list' in reading);
    assert.equal(reading.list.server, `${'S'.repeat(199)}…`);
    assert.equal(reading.list.version, `${'V'.repeat(199)}…`);
    assert.equal(reading.list.cutShort?.length, 500);
    assert.deepEqual(reading.list.skipped, [{ position: 0, reason: `${'r'.repeat(499)}…` }]);
  });
});
