import assert from 'node:assert/strict';
import { workbenchAddress } from '../../../scripts/vscodeHost/workbenchAddress.ts';

const query = (start: Parameters<typeof workbenchAddress>[1]) =>
  Object.fromEntries(new URL(workbenchAddress('127.0.0.1:8080', start)).searchParams);

suite('The address of a workbench', () => {
  test('names a folder, a workspace file, or an empty window', () => {
    assert.equal(query({ workspace: '/a b/c' }).folder, '/a b/c');
    assert.equal(query({ workspace: '/a/b.code-workspace' }).workspace, '/a/b.code-workspace');
    assert.equal(query({}).ew, 'true');
  });

  test('brings an extension under development and its tests as remote resources of the same authority', () => {
    const { payload = '' } = query({ development: { extension: '/the extension', tests: '/tests/index.js' } });
    assert.deepEqual(JSON.parse(payload), [
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:8080/the%20extension'],
      ['extensionTestsPath', 'vscode-remote://127.0.0.1:8080/tests/index.js'],
    ]);
  });
});
