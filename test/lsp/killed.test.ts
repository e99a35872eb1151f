import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { processTable } from '../../server/mcp/processes/processTable.ts';
import { type ConnectParams, requests, type ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { isRunning, readPids } from '../unit/mcp/processes.ts';
import { until } from '../unit/mcp/watch/watched.ts';
import { repository } from './editor.ts';

const faulty = join(repository, 'test/fixtures/mcp/faulty-server.mjs');
const program = join(repository, 'dist/server.js');

suite('A language server that is killed', () => {
  let folder: string;
  let uri: string;
  let pidFile: string;
  /** What is killed. */
  let killed: ChildProcess | undefined;
  /** All that a test noted: one that fails must leave nothing behind. */
  const noted = new Set<number>();

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    uri = pathToFileURL(join(folder, 'policy.json')).href;
    pidFile = join(folder, 'pids');
    const stubborn = { command: process.execPath, args: [faulty, 'stubborn-daemon'], env: { PIDS: pidFile } };
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers: { stubborn } }));
  });

  teardown(() => {
    killed?.kill('SIGKILL');
    for (const pid of [...noted].filter(isRunning)) process.kill(pid, 'SIGKILL');
    noted.clear();
    rmSync(folder, { recursive: true });
  });

  /** The processes that were written down, once there are so many and all of them run, and the guardian of their server. */
  async function started(count: number, languageServer: () => number): Promise<readonly number[]> {
    await until(() => readPids(pidFile).length === count, `${count} processes`);
    const written = readPids(pidFile);
    for (const pid of written) noted.add(pid);
    // What a language server starts by itself are MCP servers and their guardian.
    const table = await processTable();
    const guardians = table.filter(({ pid, parent }) => parent === languageServer() && !written.includes(pid));
    for (const { pid } of guardians) noted.add(pid);
    assert.deepEqual([guardians.length, [...noted].filter((pid) => !isRunning(pid))], [1, []]);
    return [...noted];
  }

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    test(`${signal}: leaves no server behind, nor the daemon that it started, nor a guardian`, async () => {
      const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
      killed = server;
      const editor = createProtocolConnection(
        new StreamMessageReader(server.stdout),
        new StreamMessageWriter(server.stdin),
      );
      editor.listen();
      const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'test' }];
      const client = { processId: null, rootUri: null, workspaceFolders, capabilities: {} };
      await editor.sendRequest(InitializeRequest.type, client);
      await editor.sendNotification(InitializedNotification.type, {});
      const found: ServerDefinitionsResult = await editor.sendRequest(requests.serverDefinitions, { uri });
      const definition = found.definitions.find(({ name }) => name === 'stubborn');
      assert.ok(definition);
      const params: ConnectParams = { uri, server: 'stubborn', hash: definition.hash, inputs: {} };
      editor.sendRequest(requests.connect, params).catch(() => undefined);
      const pids = await started(2, () => server.pid ?? 0);

      editor.dispose();
      server.kill(signal);
      await until(() => !pids.some(isRunning), 'the end of all that it started');
    });
  }

  test('VS Code itself is killed: the language server, its servers and their guardian are gone soon', async () => {
    const editor = join(repository, 'test/fixtures/mcp/editor-over-ipc.mjs');
    const parent = spawn(process.execPath, [editor, program, folder, uri, 'stubborn'], {
      env: { ...process.env, PIDS: pidFile },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    killed = parent;
    // The first line is the language server's own.
    const pids = await started(3, () => readPids(pidFile)[0] ?? 0);
    assert.equal(pids.length, 4);

    parent.kill('SIGKILL');
    await until(() => !pids.some(isRunning), 'the end of all that VS Code started');
  });
});
