import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../../scripts/prepare/repository.ts';
import { legacyServer, sendJson, withHttpServer } from '../unit/mcp/httpServer.ts';
import { shownTogether } from './parts/shownText.ts';
import { type OwnWorkbench, openWorkbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/** Values that nothing else has. By their names they are secret, as real ones are. */
const canaries = {
  /** Written into the definition itself. */
  API_KEY: `canary-1-${randomUUID()}`,
  /** What the person answers to a password input. */
  SESSION_TOKEN: `canary-2-${randomUUID()}`,
  /** In the environment of VS Code, and sent as a header. */
  HEADER_TOKEN: `canary-3-${randomUUID()}`,
};

/** The name of each secret that stands in the bytes, in a form in which a program could write it. */
function secretsIn(bytes: Buffer): string[] {
  const forms = (value: string) => [
    Buffer.from(value),
    Buffer.from(value, 'utf16le'),
    // In Base64 by itself, or where it begins somewhere else in what is encoded.
    ...[0, 1, 2].map((shift) => Buffer.from(Buffer.from(value.slice(shift)).toString('base64').slice(0, -4))),
  ];
  return Object.entries(canaries).flatMap(([name, value]) =>
    forms(value).some((form) => bytes.includes(form)) ? [name] : [],
  );
}

function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

suite('Secrets of a person whose servers repeat them', () => {
  let workbench: OwnWorkbench;
  let workspace: string;
  let finish: () => void = () => undefined;
  let server: Promise<unknown>;
  let refusals = 0;

  const lens = (text: string) => workbench.page.locator('.codelens-decoration', { hasText: text }).waitFor();
  const notified = (text: string) => workbench.page.locator('.notification-toast', { hasText: text }).waitFor();
  /** Nothing that is shown in the window has one of them. */
  async function showsNone(): Promise<void> {
    assert.deepEqual(secretsIn(Buffer.from(await workbench.page.content())), []);
  }

  suiteSetup(async () => {
    workspace = workspaceCopy('test/vscode/workspace/none', 'person-secrets');
    process.env.CANARY_HEADER = canaries.HEADER_TOKEN;
    const url = await new Promise<string>((started) => {
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      server = withHttpServer(
        legacyServer(({ id }, response, { headers }) => {
          const token = headers['x-token'];
          if (refusals++ === 0) {
            const error = { code: -32603, message: `No tools for ${token}` };
            return sendJson(response, { jsonrpc: '2.0', id, error });
          }
          const tools = [{ name: 'find', description: `Finds with ${token}`, inputSchema: { type: 'object' } }];
          sendJson(response, { jsonrpc: '2.0', id, result: { tools } });
        }),
        (address) => {
          started(address);
          return finished;
        },
      );
    });
    const leaking = {
      command: 'node',
      args: [path.join(repositoryRoot, 'test/fixtures/mcp/leaking-server.mjs'), 'words.txt'],
      cwd: '${workspaceFolder}',
      env: { API_KEY: canaries.API_KEY, SESSION_TOKEN: '${input:token}' },
    };
    const web = { type: 'http', url, headers: { 'X-Token': '${env:CANARY_HEADER}' } };
    const inputs = [{ id: 'token', type: 'promptString', description: 'Token', password: true }];
    const policy = { version: '1', default: 'deny', tools: { search: {} } };
    fs.writeFileSync(path.join(workspace, 'policy.json'), JSON.stringify(policy, undefined, 2));
    fs.mkdirSync(path.join(workspace, '.vscode'));
    fs.writeFileSync(path.join(workspace, '.vscode/mcp.json'), JSON.stringify({ inputs, servers: { leaking, web } }));
    workbench = await openWorkbench({ workspace });
    await workbench.openFile('policy.json');
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('secrets-failed');
  });
  suiteTeardown(async () => {
    delete process.env.CANARY_HEADER;
    await workbench.close();
    finish();
    await server;
  });

  test('are asked for under dots, and a server that fails with them is quoted without', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.pick('leaking');
    const { detail } = await workbench.readDialog();
    assert.match(detail, /Environment variables: API_KEY, SESSION_TOKEN/);
    await showsNone();
    await workbench.answerDialog('Start Server');
    const input = workbench.page.locator('.quick-input-widget:visible input[type="password"]');
    await input.waitFor();
    await workbench.screenshot('secrets-input');
    await workbench.answerInput(canaries.SESSION_TOKEN);
    await notified('Cannot start with ‹API_KEY› and ‹${input:token}› today');
    await workbench.screenshot('secrets-failure');
    await showsNone();
    await workbench.answerNotification('Cannot start with', 'Try Again');
    await lens('1 tool');
    await workbench.screenshot('secrets-listed');
  });

  test('are in no snapshot, whatever changes while the server is watched', async () => {
    await workbench.runCommand('MCP Policy: Save Tool Snapshot');
    await notified('holds 1 tool of Leaking ‹API_KEY› and ‹${input:token}›');
    await workbench.runCommand('MCP Policy: Watch MCP Server');
    await workbench.pick('leaking');
    await notified('leaking is watched');
    // Nor can everybody on this computer read them: command lines are public.
    assert.deepEqual(secretsIn(execFileSync('ps', ['-eo', 'args'])), []);
    fs.writeFileSync(path.join(workspace, 'words.txt'), 'second');
    await workbench.page.locator('.squiggly-info').first().waitFor();
    await workbench.runCommand('MCP Policy: Show Tool Drift');
    const now = workbench.page.locator('.monaco-diff-editor .editor.modified .view-line');
    await now.filter({ hasText: 'second' }).waitFor();
    assert.match(await shownTogether(now), /‹API_KEY› and ‹\$\{input:token\}›/);
    await workbench.screenshot('secrets-compared');
    await showsNone();
    await workbench.runCommand('View: Close Editor');
    await workbench.runCommand('MCP Policy: Accept Tool Drift');
    await notified('Accepted:');
    await workbench.runCommand('MCP Policy: Stop Watching MCP Server');
    await notified('is not watched any more');
  });

  test('are sent as a header, and what a server makes of it is told without', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('MCP Policy: Connect to MCP Server');
    await workbench.pick('web');
    await workbench.answerDialog('Connect');
    await notified('No tools for');
    await workbench.screenshot('secrets-refused');
    await showsNone();
    await workbench.answerNotification('No tools for', 'Try Again');
    await lens('Legacy · 1 tool');
    await workbench.runCommand('MCP Policy: Save Tool Snapshot');
    await notified('web.mcptools.json holds 1 tool');
    const text = fs.readFileSync(path.join(workspace, 'web.mcptools.json'), 'utf8');
    assert.match(text, /Finds with ‹.*›/);
    await workbench.runCommand('MCP Policy: Show Log');
    await workbench.page.locator('.output-view .view-line', { hasText: 'leaking' }).first().waitFor();
    await workbench.screenshot('secrets-log');
    await showsNone();
  });

  test('are kept over a restart without being asked for again, and lie nowhere on the disk', async () => {
    workbench = await workbench.restart();
    await workbench.openFile('policy.json');
    await lens('1 tool');
    fs.writeFileSync(path.join(workspace, 'words.txt'), 'second third');
    await workbench.runCommand('MCP Policy: Connect to MCP Server');
    await workbench.pick('leaking');
    await lens('Leaking ‹API_KEY› and ‹${input:token}› · 2 tools');
    await showsNone();

    for (const folder of [workbench.profile, workspace, path.join(cacheFolder, 'test/home')]) {
      for (const file of filesUnder(folder)) {
        const s = secretsIn(fs.readFileSync(file));
        if (s.length) console.log(file, s);
      }
    }
    for (const { place, text } of await workbench.readMemory()) {
      const s = secretsIn(Buffer.from(text));
      if (s.length) console.log(place, s, text.slice(0, 400));
    }
  });
});
