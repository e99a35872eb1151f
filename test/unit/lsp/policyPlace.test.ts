import assert from 'node:assert/strict';
import { patternPath, placeIn } from '../../../server/lsp/documents/policyPlace.ts';

const folders = ['file:///home/me', 'file:///home/me/payments'];

suite('Where a policy lies', () => {
  test('in the innermost folder around it', () => {
    assert.deepEqual(placeIn(folders, 'file:///home/me/payments/policy.json'), {
      path: '/home/me/payments/policy.json',
      folder: '/home/me/payments',
    });
    assert.equal(placeIn(folders, 'file:///home/me/payments-old/policy.json')?.folder, '/home/me');
  });

  test('in the first folder while it has no file, for there an editor would save it', () => {
    const place = { path: '/home/me/Untitled-1', folder: '/home/me' };
    assert.deepEqual(placeIn(folders, 'untitled:Untitled-1'), place);
    assert.equal(placeIn([], 'untitled:Untitled-1'), undefined);
    assert.equal(patternPath(place, 'untitled:Untitled-1'), 'Untitled-1');
  });

  test('patterns know it by its path below the folder', () => {
    const uri = 'file:///home/me/payments/eu/policy.json';
    assert.equal(patternPath(placeIn(folders, uri), uri), 'eu/policy.json');
    assert.equal(patternPath(undefined, 'file:///elsewhere/policy.json'), 'elsewhere/policy.json');
  });

  test('nowhere, for remote and outside documents', () => {
    for (const uri of ['vscode-vfs://github/a/policy.json', 'file:///elsewhere/policy.json']) {
      assert.equal(placeIn(folders, uri), undefined, uri);
    }
  });
});
