import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type ConnectParams, requests, type ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { repository } from './editor.ts';

/** A zombie has ended; where nobody collects it, its row stays. */
function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}

suite('A language server that is killed', () => {
  let folder: string;
  let server: ChildProcess;
  let editor: ProtocolConnection;

  setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    const child = spawn(process.execPath, [join(repository, 'dist/server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    server = child;
    editor = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    editor.listen();
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'test' }];
    await editor.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      workspaceFolders,
      capabilities: {},
    });
    await editor.sendNotification(InitializedNotification.type, {});
  });

  teardown(() => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    test(`${signal}: leaves no server behind, nor the daemon that it started`, async () => {
      const pidFile = join(folder, 'pids');
      const pids = () => readFileSync(pidFile, { encoding: 'utf8', flag: 'a+' }).trim().split('\n').map(Number);
      const faulty = join(repository, 'test/fixtures/mcp/faulty-server.mjs');
      const stubborn = { command: process.execPath, args: [faulty, 'stubborn-daemon'], env: { PIDS: pidFile } };
      mkdirSync(join(folder, '.vscode'));
      writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers: { stubborn } }));

      const uri = pathToFileURL(join(folder, 'policy.json')).href;
      const found: ServerDefinitionsResult = await editor.sendRequest(requests.serverDefinitions, { uri });
      const definition = found.definitions.find(({ name }) => name === 'stubborn');
      assert.ok(definition);
      const params: ConnectParams = { uri, server: 'stubborn', hash: definition.hash, inputs: {} };
      editor.sendRequest(requests.connect, params).catch(() => undefined);
      while (pids().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.deepEqual(
        pids().filter((pid) => !isRunning(pid)),
        [],
      );

      editor.dispose();
      server.kill(signal);
      while (pids().some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 50));
    });
  }
});
