import { strict as assert } from 'node:assert';
import { shownUrl } from '../../../server/serverConfig/definition/shownUrl.ts';

suite('A URL for people', () => {
  test('of question marks alone is shown as it is', () => {
    const url = `http://h/${'?'.repeat(200_000)}`;
    assert.equal(shownUrl([url]), url);
  });

  test('is looked through behind every question mark', () => {
    assert.equal(shownUrl(['http://h/?a?api_key=canary']), 'http://h/?a?api_key=•••');
  });
});
