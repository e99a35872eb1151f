import { strict as assert } from 'node:assert';
import { requests, type ServerDefinitionsResult } from '../../../server/protocol/requests.ts';
import { listOf } from './heldWatches.ts';
import { SlowServers } from './inMemory.ts';
import { type ServerRequests, type ServerRequestsOptions, serverRequests, uri } from './serverRequests.ts';

suite('The requests about servers', () => {
  let scene: ServerRequests;
  const begun = (options: ServerRequestsOptions) => {
    scene = serverRequests(options);
    return scene;
  };
  teardown(() => scene.close());

  test('a connection that broke in an unforeseen way is over, and the next one has nothing to end', async () => {
    const servers = new SlowServers();
    const list = servers.list.bind(servers);
    let broken: AbortSignal | undefined;
    servers.list = (_search, _wanted, { signal }) => {
      broken = signal;
      return Promise.reject(new Error('the disk is gone'));
    };
    const { connect } = begun({ servers });
    await assert.rejects(connect(), /the disk is gone/);
    servers.list = list;
    const next = connect();
    await servers.answer('s', { list: listOf('a') });
    assert.deepEqual([(await next).state, broken?.aborted], ['fresh', false]);
  });

  suite('for a suggestion', () => {
    const count = 40;
    const servers = new SlowServers();
    servers.configured = Array.from({ length: count }, (_, index) => {
      const name = `server-${index}`;
      const nothing = { environment: [], headers: [], inputs: [] };
      return { name, source: 'mcp.json', transport: 'stdio' as const, target: name, ...nothing, hash: name };
    });
    const suggested = async ({ editor }: ServerRequests) =>
      (await editor.sendRequest<ServerDefinitionsResult>(requests.serverDefinitions, { uri })).suggested;

    test('the lists of earlier sessions are looked up some at a time, and the last one counts as the first', async () => {
      let [now, most, asked] = [0, 0, 0];
      const begunScene = begun({
        servers,
        namedTools: ['pay'],
        async recall({ folder = '', name = '', hash = '' }) {
          asked += 1;
          now += 1;
          most = Math.max(most, now);
          await new Promise((resolve) => setTimeout(resolve, 5));
          now -= 1;
          return name === `server-${count - 1}` ? { folder, name, hash, list: listOf('pay') } : undefined;
        },
      });
      assert.equal((await suggested(begunScene))?.server, `server-${count - 1}`);
      assert.deepEqual([asked, most], [count, 8]);
    });

    test('none is looked up for a policy that names no tool', async () => {
      let asked = 0;
      const recall = async () => {
        asked += 1;
        return undefined;
      };
      assert.equal(await suggested(begun({ servers, recall })), undefined);
      assert.equal(asked, 0);
    });
  });
});
