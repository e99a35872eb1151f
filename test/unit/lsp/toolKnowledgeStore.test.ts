import assert from 'node:assert/strict';
import { toolKnowledgeStore } from '../../../server/lsp/toolKnowledgeStore.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { freshTools } from '../../toolLists.ts';

const payments = freshTools('pay');
const search = freshTools('find');

suite('What is known of the tools behind a policy', () => {
  test('holds for the connected folder and everything below it', () => {
    const store = toolKnowledgeStore();
    store.set('/home/me/payments', 'pay', payments);
    assert.equal(store.of('/home/me/payments/policy.json'), payments);
    assert.equal(store.of('/home/me/payments/teams/a/policy.json'), payments);
    assert.equal(store.serverOf('/home/me/payments/policy.json'), 'pay');
    assert.equal(store.of('/home/me/policy.json'), nothingKnown);
    assert.equal(store.of('/home/me/payments-old/policy.json'), nothingKnown);
  });

  test('is that of the nearest connected folder', () => {
    const store = toolKnowledgeStore();
    store.set('/home/me', 'pay', payments);
    store.set('/home/me/search/', 'find', search);
    assert.equal(store.of('/home/me/search/policy.json'), search);
    assert.equal(store.of('/home/me/other/policy.json'), payments);
  });

  test('works with the paths of Windows', () => {
    const store = toolKnowledgeStore();
    store.set('c:\\work', 'pay', payments);
    assert.equal(store.of('c:\\work\\a\\policy.json'), payments);
  });
});
