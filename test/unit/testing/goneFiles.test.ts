import assert from 'node:assert/strict';
import { GoneFiles } from '../../../client/testing/goneFiles.ts';

suite('Which scenario files are gone', () => {
  test('those that the disk does not have', async () => {
    const files = new GoneFiles(async (file: string) => file === 'there');
    assert.deepEqual([await files.isGone('there'), await files.isGone('deleted')], [false, true]);
  });

  test('not one that is made anew while the disk is asked', async () => {
    const disk = new Set<string>();
    const files = new GoneFiles(async (file: string) => {
      const isThere = disk.has(file);
      await new Promise((resolve) => setImmediate(resolve));
      return isThere;
    });
    const isGone = files.isGone('anew');
    disk.add('anew');
    files.appeared();
    assert.equal(await isGone, false);
  });

  test('still, when it was another one that was made meanwhile', async () => {
    const files: GoneFiles<string> = new GoneFiles(async () => false);
    const isGone = files.isGone('deleted');
    files.appeared();
    assert.equal(await isGone, true);
  });
});
