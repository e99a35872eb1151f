import { strict as assert } from 'node:assert';
import { readPages } from '../../../server/mcp/toolPages.ts';

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

  test('a later page that is no list does not cost the earlier ones', async () => {
    const pages = [{ tools: ['a'], nextCursor: '2' }, { tools: null }];
    const list = await readPages(
      async () => pages.shift(),
      () => undefined,
    );
    assert.deepEqual(list, { entries: ['a'], cutShort: 'Page 2 is not a list of tools.' });
  });
});
