import { strict as assert } from 'node:assert';
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { requests, type WatchedServer } from '../../../server/protocol/requests.ts';
import { HeldWatches, listOf } from './heldWatches.ts';
import { refusingEditor } from './inMemory.ts';

const uri = 'file:///home/me/policy.json';

suite('Connecting to another definition of a server that is watched', () => {
  let servers: HeldWatches;
  let editor: ProtocolConnection;
  setup(async () => {
    servers = new HeldWatches();
    editor = await refusingEditor(servers);
  });
  teardown(() => editor.dispose());

  async function watched() {
    const asked = editor.sendRequest(requests.watch, { uri, server: 's', hash: 'old', inputs: {} });
    const held = await servers.next(1);
    held.options.onList(listOf('a'));
    await asked;
    return held;
  }

  async function connected(server: string, hash: string): Promise<void> {
    const asked = editor.sendRequest(requests.connect, { uri, server, hash, inputs: {} });
    await servers.answer(server, { list: listOf('b') });
    await asked;
  }

  const names = async () => (await editor.sendRequest<WatchedServer[]>(requests.watched)).map(({ server }) => server);

  test('ends the watch of the old one', async () => {
    const held = await watched();
    await connected('s', 'new');
    assert.ok(held.options.signal.aborted);
    assert.deepEqual(await names(), []);
  });

  test('leaves it when the definition is the same, or another server’s', async () => {
    const held = await watched();
    await connected('s', 'old');
    await connected('t', 'new');
    assert.ok(!held.options.signal.aborted);
    assert.deepEqual(await names(), ['s']);
  });
});
