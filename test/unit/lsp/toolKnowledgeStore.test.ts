import assert from 'node:assert/strict';
import type { SavedTools } from '../../../server/lsp/knowledge/policySnapshots.ts';
import type { RememberedList, RememberedLists } from '../../../server/lsp/knowledge/rememberedLists.ts';
import { toolKnowledgeStore } from '../../../server/lsp/knowledge/toolKnowledgeStore.ts';
import { afterFailure, nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
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

const problem = { what: 'It does not answer.', remedy: 'Start it.' };

/** A store whose files are these; snapshots by the name of the server, `''` where none is known. */
function lastingStore(remembered: readonly RememberedList[], snapshots: Readonly<Record<string, SavedTools>> = {}) {
  const kept = [...remembered];
  const lists: RememberedLists = {
    recall: async (wanted) =>
      kept.findLast(
        ({ folder, name, hash }) =>
          (wanted.folder ?? folder) === folder && (wanted.name ?? name) === name && (wanted.hash ?? hash) === hash,
      ),
    remember: async (list) => void kept.push(list),
  };
  const known = { ...snapshots };
  const store = toolKnowledgeStore({ lists: () => lists, snapshotFor: async (_uri, server = '') => known[server] });
  return { store, kept, snapshots: known };
}

function listOf(...names: string[]): ToolList {
  const knowledge = freshTools(...names);
  assert.ok(knowledge.state === 'fresh');
  return knowledge.list;
}

function remembered(name: string, hash: string, ...tools: string[]): RememberedList {
  return { folder: '/home/me', name, hash, list: listOf(...tools) };
}

function saved(...tools: string[]): SavedTools {
  return { path: '/home/me/a.mcptools.json', snapshot: { list: listOf(...tools), riskClasses: new Map() } };
}

function names(knowledge: ToolKnowledge): string {
  if (knowledge.state === 'unknown') return knowledge.problem === undefined ? 'unknown' : 'unknown, with a problem';
  const from = knowledge.state === 'stale' && knowledge.from !== undefined ? ` from ${knowledge.from}` : '';
  const why = knowledge.state === 'stale' && knowledge.problem !== undefined ? ', with a problem' : '';
  return `${knowledge.list.tools.map(({ name }) => name).join()} ${knowledge.state}${from}${why}`;
}

suite('What is known of tools while their server is away', () => {
  test('is nothing until the disk was asked, then the last good list of an earlier session', async () => {
    const { store } = lastingStore([remembered('pay', 'h1', 'pay')]);
    store.settle(one, '/home/me');
    store.choose(one, 'pay');
    assert.equal(names(store.of(one)), 'unknown');
    assert.equal(await store.recall(one), true);
    assert.equal(names(store.of(one)), 'pay stale from earlier');
    assert.equal(await store.recall(one), false);
  });

  test('is that of the folder’s latest server where nobody chose', async () => {
    const { store } = lastingStore([remembered('pay', 'h1', 'pay'), remembered('contacts', 'h2', 'find_contact')]);
    store.settle(one, '/home/me');
    await store.recall(one);
    assert.equal(store.serverOf(one)?.name, 'contacts');
    store.settle(other, '/home/elsewhere');
    await store.recall(other);
    assert.equal(store.serverOf(other), undefined);
  });

  test('is the saved snapshot where no list is remembered, also when no server is known', async () => {
    const { store } = lastingStore([], { '': saved('charge'), pay: saved('pay') });
    store.settle(one, '/home/me');
    await store.recall(one);
    assert.deepEqual([store.serverOf(one)?.name, names(store.of(one))], [undefined, 'charge stale from snapshot']);
    store.choose(one, 'pay');
    await store.recall(one);
    assert.deepEqual([store.serverOf(one)?.name, names(store.of(one))], ['pay', 'pay stale from snapshot']);
    store.settle(other, undefined);
    await store.recall(other);
    assert.equal(names(store.of(other)), 'charge stale from snapshot');
  });

  test('is the remembered list before the snapshot, and the server’s own before both; the snapshot stays the baseline', async () => {
    const { store } = lastingStore([remembered('pay', 'h1', 'old')], { pay: saved('saved') });
    store.settle(one, '/home/me');
    store.choose(one, 'pay');
    await store.recall(one);
    assert.equal(names(store.of(one)), 'old stale from earlier');
    store.connect('/home/me', { name: 'pay', hash: 'h1', knowledge: freshTools('now') });
    assert.equal(names(store.of(one)), 'now fresh');
    assert.deepEqual(store.baselineOf(one)?.list, listOf('saved'));
    assert.equal(store.snapshotPathOf(one), '/home/me/a.mcptools.json');
  });

  test('a fresh list of a definition outlives the session; one without a hash, or that is stale, does not', () => {
    const { store, kept } = lastingStore([]);
    store.connect('/home/me', { name: 'pay', hash: 'h1', knowledge: freshTools('pay') });
    store.update('/home/me', { name: 'pay', hash: 'h1', knowledge: freshTools('pay', 'refund') });
    store.update('/home/me', { name: 'pay', hash: 'h1', knowledge: afterFailure(freshTools('x'), problem) });
    store.connect('/home/me', payments);
    assert.deepEqual(
      kept.map(({ hash, list }) => [hash, list.tools.length]),
      [
        ['h1', 1],
        ['h1', 2],
      ],
    );
  });

  test('a connection that fails keeps the last good list of its own definition', async () => {
    const { store } = lastingStore([remembered('pay', 'h1', 'old')]);
    store.settle(one, '/home/me');
    store.choose(one, 'pay');
    await store.recall(one);
    const knowledge = afterFailure(await store.lastGood('/home/me', 'pay', 'h1'), problem);
    store.connect('/home/me', { name: 'pay', hash: 'h1', knowledge });
    assert.equal(names(store.of(one)), 'old stale from earlier, with a problem');
  });

  test('a connection that fails with another definition shows no list of the old one, but the snapshot', async () => {
    const { store, snapshots } = lastingStore([remembered('pay', 'h1', 'old')]);
    store.settle(one, '/home/me');
    store.choose(one, 'pay');
    await store.recall(one);
    const knowledge = afterFailure(await store.lastGood('/home/me', 'pay', 'h2'), problem);
    store.connect('/home/me', { name: 'pay', hash: 'h2', knowledge });
    assert.equal(names(store.of(one)), 'unknown, with a problem');
    await store.recall(one);
    assert.equal(names(store.of(one)), 'unknown, with a problem');
    snapshots.pay = saved('saved');
    assert.equal(await store.recallAll(), true);
    assert.equal(names(store.of(one)), 'saved stale from snapshot, with a problem');
  });

  test('the same holds for a list of this session', async () => {
    const { store } = lastingStore([]);
    store.connect('/home/me', { name: 'pay', hash: 'h1', knowledge: freshTools('pay') });
    assert.equal(names(await store.lastGood('/home/me', 'pay', 'h1')), 'pay fresh');
    assert.equal(names(await store.lastGood('/home/me', 'pay', 'h2')), 'unknown');
    store.connect('/home/me', { name: 'pay', hash: 'h2', knowledge: freshTools('other') });
    assert.equal(names(await store.lastGood('/home/me', 'pay', 'h1')), 'pay stale from earlier');
  });

  test('a snapshot that comes, changes and goes is seen; one that stays the same changes nothing', async () => {
    const { store, snapshots } = lastingStore([]);
    store.settle(one, '/home/me');
    assert.equal(await store.recallAll(), false);
    snapshots[''] = saved('charge');
    assert.equal(await store.recallAll(), true);
    const server = store.serverOf(one);
    assert.equal(await store.recallAll(), false);
    assert.equal(store.serverOf(one), server);
    snapshots[''] = saved('refund');
    assert.equal(await store.recallAll(), true);
    delete snapshots[''];
    assert.equal(await store.recallAll(), true);
    assert.equal(names(store.of(one)), 'unknown');
  });

  test('a policy that is closed while the disk is asked stays closed', async () => {
    const { store } = lastingStore([remembered('pay', 'h1', 'pay')], { pay: saved('pay') });
    store.settle(one, '/home/me');
    const asked = store.recall(one);
    store.forget(one);
    assert.equal(await asked, false);
    assert.equal(store.serverOf(one), undefined);
    assert.equal(store.baselineOf(one), undefined);
  });
});
