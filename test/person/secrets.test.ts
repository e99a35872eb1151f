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

/** Nothing of a file that VS Code has removed in between. */
function bytesOf(file: string): Buffer {
  return fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0);
}

/** The file that a person wrote, and the copy that VS Code itself keeps of what is in `.vscode`. */
function isDefinition(place: string): boolean {
  return (
    place.endsWith('/.vscode/mcp.json') || /\/CachedConfigurations\/folder\/[^/]+\/configuration\.json$/.test(place)
  );
}

/*
 * The secret storage of this VS Code, in a browser, is its memory alone: no file is excepted because of it, and the answer is
 * asked for again after a restart. On a desktop VS Code encrypts it by what the system offers.
 */
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

  async function answerPassword(): Promise<void> {
    await workbench.page.locator('.quick-input-widget:visible input[type="password"]').waitFor();
    await workbench.answerInput(canaries.SESSION_TOKEN);
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
    await answerPassword();
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
    assert.match(text, /Finds with ‹X-Token›/);
    await workbench.runCommand('MCP Policy: Show Log');
    await workbench.page.locator('.output-view .view-line', { hasText: 'leaking' }).first().waitFor();
    await workbench.screenshot('secrets-log');
    await showsNone();
  });

  test('lie nowhere after all this, and after a restart', async () => {
    workbench = await workbench.restart();
    await workbench.openFile('policy.json');
    await lens('Legacy · 1 tool · not current');
    fs.writeFileSync(path.join(workspace, 'words.txt'), 'second third');
    await workbench.runCommand('MCP Policy: Connect to MCP Server');
    await workbench.pick('leaking');
    await answerPassword();
    await lens('Leaking ‹API_KEY› and ‹${input:token}› · 2 tools');
    await showsNone();

    const files = [workbench.profile, workspace, path.join(cacheFolder, 'test/home')].flatMap(filesUnder);
    const [onDisk, inBrowser] = [
      files.map((file) => ({ place: file, secrets: secretsIn(bytesOf(file)) })),
      (await workbench.readMemory()).map(({ place, text }) => ({ place, secrets: secretsIn(Buffer.from(text)) })),
    ];
    const found = [...onDisk, ...inBrowser].filter(({ secrets }) => secrets.length > 0);
    assert.deepEqual(
      found.filter(({ place }) => !isDefinition(place)),
      [],
    );
    // Whoever writes a secret into a definition has written it there, and nothing else is in it.
    assert.ok(found.length > 0);
    for (const { place, secrets } of found) assert.deepEqual(secrets, ['API_KEY'], place);
    // What was looked through: the extension's own files and logs are among it.
    for (const part of [/\.list$/, /MCP Policy Author\.log$/, /leaking\.mcptools\.json$/, /web\.mcptools\.json$/]) {
      assert.ok(
        [...onDisk, ...inBrowser].some(({ place }) => part.test(place)),
        String(part),
      );
    }
  });
});
