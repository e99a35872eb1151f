import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configuredToolServers } from '../../../server/lsp/servers/configuredToolServers.ts';
import type { SignIns } from '../../../server/mcp/oauth/signIns.ts';
import type { Watch } from '../../../server/mcp/watch/watchTools.ts';
import { legacyServer, sendJson, withHttpServer } from '../mcp/httpServer.ts';
import { changingServer } from '../mcp/watch/changingServer.ts';

suite('Keeping connections to configured servers', () => {
  test('only the very definition that the person agreed to is kept', async () => {
    const server = changingServer({ tools: ['a'] });
    const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    const search = { path: join(folder, 'policy.json'), folder };
    const { command, args } = server.definition;
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers: { changing: { command, args } } }));
    try {
      const { definitions } = await configuredToolServers.definitions(search);
      const definition = definitions.find(({ name }) => name === 'changing');
      const { watch, lists } = await new Promise<{ watch: Watch; lists: string[] }>((resolve, reject) => {
        const lists: string[] = [];
        const wanted = { server: 'changing', hash: definition?.hash ?? '', inputs: {} };
        const begun = configuredToolServers.watch(search, wanted, {
          signal: new AbortController().signal,
          timeoutMilliseconds: 15_000,
          onList(list) {
            lists.push(list.server);
            begun.then((result) => 'watch' in result && resolve({ watch: result.watch, lists }), reject);
          },
          onProblem: ({ what }) => reject(new Error(what)),
          onState: () => undefined,
        });
      });
      await watch.end();
      const wanted = { server: 'changing', hash: 'another', inputs: {} };
      const refused = await configuredToolServers.watch(search, wanted, {
        timeoutMilliseconds: 15_000,
        signal: new AbortController().signal,
        onList: () => undefined,
        onProblem: () => undefined,
        onState: () => undefined,
      });
      assert.ok('problem' in refused);
      assert.deepEqual([lists, server.starts(), server.left()], [['Changing'], 1, []]);
    } finally {
      server.remove();
      rmSync(folder, { recursive: true });
    }
  });

  test('whoever keeps one asks a person to sign in first, and nobody when it comes back', () =>
    withHttpServer(
      legacyServer(({ id }, response) => sendJson(response, { jsonrpc: '2.0', id, result: { tools: [] } })),
      async (url) => {
        const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
        const search = { path: join(folder, 'policy.json'), folder };
        mkdirSync(join(folder, '.vscode'));
        writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers: { web: { type: 'http', url } } }));
        const mayAsk: boolean[] = [];
        const signIns: SignIns = {
          authorizationOf(_definition, may) {
            mayAsk.push(may);
            return { token: async () => undefined, signIn: async () => undefined, secrets: [] };
          },
          signOut: async () => false,
        };
        try {
          const { definitions } = await configuredToolServers.definitions(search);
          const hash = definitions.find(({ name }) => name === 'web')?.hash ?? '';
          for (const again of [false, true]) {
            const result = await configuredToolServers.watch(
              search,
              { server: 'web', hash, inputs: {} },
              {
                signal: new AbortController().signal,
                timeoutMilliseconds: 15_000,
                signIns,
                again,
                onList: () => undefined,
                onProblem: () => undefined,
                onState: () => undefined,
              },
            );
            assert.ok('watch' in result);
            await result.watch.end();
          }
          assert.deepEqual(mayAsk, [true, false, false]);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    ));
});
