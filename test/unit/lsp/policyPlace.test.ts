import assert from 'node:assert/strict';
import { placeIn } from '../../../server/lsp/policyPlace.ts';

const folders = ['file:///home/me', 'file:///home/me/payments'];

suite('Where a policy lies', () => {
  test('in the innermost folder around it', () => {
    assert.deepEqual(placeIn(folders, 'file:///home/me/payments/policy.json'), {
      path: '/home/me/payments/policy.json',
      folder: '/home/me/payments',
    });
    assert.equal(placeIn(folders, 'file:///home/me/payments-old/policy.json')?.folder, '/home/me');
  });

  test('nowhere, for untitled, remote and outside documents', () => {
    for (const uri of ['untitled:policy.json', 'vscode-vfs://github/a/policy.json', 'file:///elsewhere/policy.json']) {
      assert.equal(placeIn(folders, uri), undefined, uri);
    }
  });
});
