import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { jsonLength } from '../../../server/mcp/listing/jsonLength.ts';
import { readPages } from '../../../server/mcp/listing/toolPages.ts';
import { salvageTools } from '../../../server/tools/salvage.ts';

const endless = async (cursor: string | undefined) => ({ tools: ['x', 'y'], nextCursor: `${cursor ?? ''}+` });

suite('Reading the pages of a list', () => {
  test('the tool cap keeps exactly as many tools as it says', async () => {
    const list = await readPages(endless, () => undefined, { pages: 99, tools: 5, characters: 1e6 });
    assert.deepEqual(list, { entries: ['x', 'y', 'x', 'y', 'x'], cutShort: 'Only the first 5 tools were read.' });
  });

  test('a last page beyond the tool cap is cut, too', async () => {
    const list = await readPages(
      async () => ({ tools: [1, 2, 3] }),
      () => undefined,
      { pages: 9, tools: 2, characters: 1e6 },
    );
    assert.deepEqual(list, { entries: [1, 2], cutShort: 'Only the first 2 tools were read.' });
  });

  test('a list of exactly the tool cap is complete', async () => {
    const list = await readPages(
      async () => ({ tools: [1, 2] }),
      () => undefined,
      { pages: 9, tools: 2, characters: 1e6 },
    );
    assert.deepEqual(list, { entries: [1, 2] });
  });

  test('the size cap keeps the pages that were read', async () => {
    const list = await readPages(endless, () => undefined, { pages: 99, tools: 99, characters: 18 });
    assert.equal(list.entries.length, 4);
    assert.match(list.cutShort ?? '', /first 4 tools were read: the list is too large/);
  });

  suite('within the limits that hold unless a test says otherwise', () => {
    /** Pages without end, of so many tools with a description of so many characters. */
    async function read(tools: number, characters: number) {
      const description = 'd'.repeat(characters);
      const page = Array.from({ length: tools }, (_, index) => ({ name: `tool_${index}`, description }));
      let pages = 0;
      const { entries, cutShort } = await readPages(
        async () => {
          pages += 1;
          return { tools: page, nextCursor: String(pages) };
        },
        () => undefined,
      );
      return { entries: entries.length, cutShort, pages };
    }

    test('10,000 tools are read', async () => {
      const cutShort = 'Only the first 10000 tools were read.';
      assert.deepEqual(await read(999, 0), { entries: 10_000, cutShort, pages: 11 });
    });

    test('200 pages are read', async () => {
      const cutShort = 'Only the first 200 pages were read.';
      assert.deepEqual(await read(2, 0), { entries: 400, cutShort, pages: 200 });
    });

    test('64 MB are read, and the page that goes beyond', async () => {
      const cutShort = 'Only the first 65 tools were read: the list is too large.';
      const almost = 1024 * 1024 - 100;
      assert.deepEqual(await read(1, almost), { entries: 65, cutShort, pages: 65 });
    });
  });

  test('an entry nested without end is kept for the check of each tool, and costs no other', async () => {
    let deep: unknown = [];
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    const good = { name: 'good', inputSchema: { type: 'object' } };
    const bad = { name: 'bad', inputSchema: { type: 'object', x: deep } };
    const { entries } = await readPages(
      async () => ({ tools: [good, bad] }),
      () => undefined,
    );
    const { tools, skipped } = salvageTools(entries);
    assert.deepEqual(tools, [good]);
    assert.match(skipped[0]?.reason ?? '', /nested more than 64 levels deep/);
  });

  test('the size of a value is that of its JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        // Escapes are not counted.
        const text = JSON.stringify(value);
        fc.pre(!text.includes('\\'));
        assert.equal(jsonLength(value), text.length);
      }),
    );
  });

  test('a later page that is no list does not cost the earlier ones', async () => {
    const pages = [{ tools: ['a'], nextCursor: '2' }, { tools: null }];
    const list = await readPages(
      async () => pages.shift(),
      () => undefined,
    );
    assert.deepEqual(list, { entries: ['a'], cutShort: 'Page 2 is not a list of tools.' });
  });
});
