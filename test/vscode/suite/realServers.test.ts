import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { freePort, type ListeningServer, listening } from '../../unit/mcp/listening.ts';
import { isRunning } from '../../unit/mcp/processes.ts';
import { itemsAt, labelOf } from '../completing.ts';
import { answering, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, replaceText, untilCodes, workspaceFile } from '../policyEditor.ts';
import { until } from '../until.ts';

interface RealServer {
  readonly name: string;
  /** How many tools it lists. */
  readonly tools: number;
  /** One of them. */
  readonly tool: string;
  /** What Node runs, from the root of the repository on. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its transports besides stdio. */
  readonly listens?: readonly Listening[];
}

/** How a server is started that listens, and where it then is. */
interface Listening {
  readonly over: string;
  readonly type: 'http' | 'sse';
  /** What Node runs besides, or instead: the way a server is told differs. */
  readonly args: readonly string[];
  /** The path of a server that is told its port by the environment; the others say their URL. */
  readonly path?: string;
}

const overHttp: Listening = { over: 'streamable HTTP', type: 'http', args: ['--http', '0'] };

const everything: readonly Listening[] = [
  { over: 'streamable HTTP', type: 'http', args: ['streamableHttp'], path: '/mcp' },
  { over: 'SSE', type: 'sse', args: ['sse'], path: '/sse' },
  { over: 'SSE, which its definition calls http', type: 'http', args: ['sse'], path: '/sse' },
];

const servers: readonly RealServer[] = [
  standIn('studiosphere-pulse', 8, 'analyze_track'),
  standIn('toofi-dental-planning', 32, 'discover_capabilities'),
  standIn('token-pilot', 19, 'smart_read'),
  standIn('poolparty-airtime', 71, 'list_block_types'),
  standIn('p402', 7, 'p402_chat'),
  { name: 'everything', tools: 13, tool: 'get-sum', args: [published('everything')], listens: everything },
  { name: 'filesystem', tools: 14, tool: 'write_file', args: [published('filesystem'), 'examples'] },
  { name: 'memory', tools: 9, tool: 'read_graph', args: [published('memory')], env: { MEMORY_FILE_PATH: 'none' } },
];

function standIn(name: string, tools: number, tool: string): RealServer {
  const list = `examples/stand-in-server/tools/${name}.json`;
  return { name, tools, tool, args: ['examples/stand-in-server/server.mjs', '--tools', list], listens: [overHttp] };
}

function published(name: string): string {
  return `node_modules/@modelcontextprotocol/server-${name}/dist/index.js`;
}

suite('Real servers, from the built extension', () => {
  let repository: string;
  let running: ListeningServer | undefined;

  suiteSetup(() => {
    repository = vscode.extensions.getExtension('mcp-policy-author.mcp-policy-author')?.extensionPath ?? '';
  });
  teardown(async () => {
    await closeWithoutSaving();
    await running?.end();
    running = undefined;
  });

  suiteTeardown(() => fs.rmSync(workspaceFile('real').fsPath, { recursive: true, force: true }));

  for (const { name, tools, tool, args, env, listens = [] } of servers) {
    test(`${name} lists ${tools} tools over stdio, and its process is gone`, async () => {
      const pids = path.join(repository, '.cache/test/real-server-pids');
      fs.writeFileSync(pids, '');
      // Runs before the server does, in its process and in every Node process that it starts.
      const note = `import('node:fs').then((fs) => fs.appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n'))`;
      const preload = ['--import', `data:text/javascript,${encodeURIComponent(note)}`];
      await listed(name, { command: 'node', args: [...preload, ...args], cwd: repository, env }, tools, tool);
      const started = fs.readFileSync(pids, 'utf8').trim().split('\n').map(Number);
      assert.equal(started.length, 1, 'one process was started');
      assert.deepEqual(started.filter(isRunning), []);
    });

    for (const { over, type, args: more, path: place } of listens) {
      test(`${name} lists ${tools} tools over ${over}`, async () => {
        const port = place === undefined ? undefined : await freePort();
        const all = [...args, ...more].map((arg) => (/^[\w-]+\//.test(arg) ? path.join(repository, arg) : arg));
        running = await listening('node', all, port);
        const url = port === undefined ? /http:\S+/.exec(running.said)?.[0] : `http://127.0.0.1:${port}${place}`;
        await listed(`${name} over ${over}`, { type, url }, tools, tool);
      });
    }
  }
});

/** Connects a new policy, in a folder of its own, to the server of this definition as a person would, and looks at what is known of its tools. */
async function listed(folder: string, definition: object, tools: number, tool: string): Promise<void> {
  const place = workspaceFile(`real/${folder}`).fsPath;
  const policy = { version: '1', default: 'deny', tools: { [tool]: {}, 'no-such-tool': {} } };
  fs.mkdirSync(path.join(place, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(place, '.vscode/mcp.json'), JSON.stringify({ servers: { [folder]: definition } }));
  fs.writeFileSync(path.join(place, 'policy.json'), JSON.stringify(policy));
  const editor = await openPolicy(`real/${folder}/policy.json`);
  const { uri } = editor.document;
  const shown = await answering(['Start Server', 'Connect'], () => runCommand('mcpPolicy.connectServer'));
  assert.equal(shown.length, 1, `one question and no problem: ${shown.map(({ text }) => text).join('; ')}`);
  await until(`the lens of ${tools} tools`, async () => {
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20);
    return lenses.some(({ command }) => command?.title.endsWith(` · ${tools} tools`));
  });
  await untilCodes(uri, 'unknown-tool');
  await replaceText(editor, '{"version": "1", "default": "deny", "tools": {"');
  const offered = (await itemsAt(editor)).map(labelOf);
  assert.ok(offered.includes(tool), `${tool} is not among ${offered.join(', ')}`);
}
