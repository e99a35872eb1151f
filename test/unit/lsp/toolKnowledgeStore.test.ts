import assert from 'node:assert/strict';
import { toolKnowledgeStore } from '../../../server/lsp/toolKnowledgeStore.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { freshTools } from '../../toolLists.ts';

const payments = { name: 'pay', knowledge: freshTools('pay') };
const contacts = { name: 'contacts', knowledge: freshTools('find_contact') };
const [one, other] = ['file:///home/me/one.policy.json', 'file:///home/me/other.policy.json'];

suite('What is known of the tools behind a policy', () => {
  test('is what is known of its own folder, once that is settled', () => {
    const store = toolKnowledgeStore();
    store.connect('/home/me/payments', payments);
    assert.equal(store.of('file:///home/me/payments/policy.json'), nothingKnown);
    store.settle('file:///home/me/payments/policy.json', '/home/me/payments');
    assert.equal(store.of('file:///home/me/payments/policy.json'), payments.knowledge);
    assert.equal(store.serverOf('file:///home/me/payments/policy.json'), payments);
    assert.equal(store.latest('/home/me/payments'), payments);
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

  test('is that of the server which was connected from this very policy, not of the latest', () => {
    const store = toolKnowledgeStore();
    store.settle(one, '/home/me');
    store.settle(other, '/home/me');
    store.connect('/home/me', payments);
    store.choose(one, 'pay');
    store.connect('/home/me', contacts);
    store.choose(other, 'contacts');
    assert.equal(store.serverOf(one), payments);
    assert.equal(store.serverOf(other), contacts);
  });

  test('is that of the server which a setting names, whatever was chosen', () => {
    const store = toolKnowledgeStore();
    store.settle(one, '/home/me');
    store.connect('/home/me', payments);
    store.choose(one, 'pay');
    store.follow(one, 'contacts');
    assert.deepEqual(store.serverOf(one), { name: 'contacts', knowledge: nothingKnown });
    store.connect('/home/me', contacts);
    assert.equal(store.serverOf(one), contacts);
    store.follow(one, undefined);
    assert.equal(store.serverOf(one), payments);
  });

  test('a choice outlives the closing of its policy', () => {
    const store = toolKnowledgeStore();
    store.connect('/home/me', payments);
    store.choose(one, 'pay');
    store.connect('/home/me', contacts);
    store.settle(one, '/home/me');
    store.forget(one);
    assert.equal(store.serverOf(one), undefined);
    store.settle(one, '/home/me');
    assert.equal(store.serverOf(one), payments);
  });
});
