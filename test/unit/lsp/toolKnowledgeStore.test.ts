import assert from 'node:assert/strict';
import { toolKnowledgeStore } from '../../../server/lsp/toolKnowledgeStore.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { freshTools } from '../../toolLists.ts';

const payments = { name: 'pay', knowledge: freshTools('pay') };

suite('What is known of the tools behind a policy', () => {
  test('is what is known of its own folder, once that is settled', () => {
    const store = toolKnowledgeStore();
    store.connect('/home/me/payments', payments);
    assert.equal(store.of('file:///home/me/payments/policy.json'), nothingKnown);
    store.settle('file:///home/me/payments/policy.json', '/home/me/payments');
    assert.equal(store.of('file:///home/me/payments/policy.json'), payments.knowledge);
    assert.equal(store.serverOf('file:///home/me/payments/policy.json'), payments);
    assert.equal(store.ofFolder('/home/me/payments'), payments);
  });

  test('is nothing for a policy of another folder, or of none', () => {
    const store = toolKnowledgeStore();
    store.connect('/home/me', payments);
    store.settle('file:///home/me/sub/policy.json', '/home/me/sub');
    assert.equal(store.of('file:///home/me/sub/policy.json'), nothingKnown);
    store.settle('file:///home/me/policy.json', '/home/me');
    store.settle('file:///home/me/policy.json', undefined);
    assert.equal(store.of('file:///home/me/policy.json'), nothingKnown);
  });
});
