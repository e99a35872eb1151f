import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ExtensionObservations } from '../../../client/extension.ts';
import { answering, runCommand, type ShownMessage } from '../person.ts';
import { closeWithoutSaving, openPolicy, workspaceFile } from '../policyEditor.ts';
import { until } from '../until.ts';

/** A row of the process table. */
interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly command: string;
}

function processes(): readonly Row[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return [...table.matchAll(/^ *(\d+) +(\d+) +(\S+) +(.*)$/gm)].map(([, pid, parent, state = '', command = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    state,
    command,
  }));
}

function languageServers(): readonly number[] {
  const own = processes().filter(({ parent, command }) => parent === process.pid && /dist.server\.js/.test(command));
  return own.map(({ pid }) => pid);
}

/** As a crash: whoever is killed cannot say goodbye. Resolves when VS Code has started another one. */
async function killLanguageServer(): Promise<void> {
  const [killed, ...others] = languageServers();
  assert.ok(killed !== undefined && others.length === 0);
  process.kill(killed, 'SIGKILL');
  await until('another language server', () => languageServers().some((pid) => pid !== killed));
}

suite('A server that is watched, when the language server is started anew', () => {
  const file = (name: string) => workspaceFile(`watched/${name}`).fsPath;
  let tools: ExtensionObservations['tools'];
  let names = 0;

  /** The processes of the server, in the order in which they were started. */
  const started = () =>
    [...readFileSync(file('log'), { encoding: 'utf8', flag: 'a+' }).matchAll(/^start (\d+)$/gm)].map(([, pid]) =>
      Number(pid),
    );
  const running = () => {
    // A number may be another process's by now.
    const all = processes().filter(({ state, command }) => !state.startsWith('Z') && /changing-server/.test(command));
    return started().filter((pid) => all.some((each) => each.pid === pid));
  };
  const watch = () => runCommand('mcpPolicy.watchServer');

  /** The server gets another tool, and the tree shows it without anybody asking. */
  async function follows(): Promise<void> {
    names += 1;
    const name = `tool_${names}`;
    // Renamed, so that the server never reads half of it.
    writeFileSync(file('steer.new'), JSON.stringify({ tools: [name], notify: 1 }));
    renameSync(file('steer.new'), file('steer.json'));
    await until(`the tool ${name}`, () => tools.shown.some((line) => line.startsWith(`${name} |`)));
  }

  /** The one process that runs is another one than all before. */
  async function isAnother(before: readonly number[]): Promise<void> {
    await until('another process, and none of before', () => {
      const [first, ...others] = running();
      return first !== undefined && others.length === 0 && !before.includes(first);
    });
  }

  const ofOurs = (shown: readonly ShownMessage[]) => shown.filter(({ text }) => /watched|changing/.test(text));

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension<ExtensionObservations>('mcp-policy-author.mcp-policy-author');
    assert.ok(extension);
    ({ tools } = await extension.activate());
    await openPolicy('watched/policy.json');
    await runCommand('mcpPolicy.tools.focus');
    await answering('Start Server', watch);
    await follows();
  });
  suiteTeardown(async () => {
    await answering(undefined, () => runCommand('mcpPolicy.stopWatching'));
    await vscode.workspace
      .getConfiguration('mcpPolicy')
      .update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await closeWithoutSaving();
    await runCommand('mcpPolicy.simulator.focus');
    await until('the end of its processes', () => running().length === 0);
  });

  test('after a crash it is watched again without a question, and nothing of the old watch is left', async () => {
    const before = started();
    const shown = await answering(undefined, async () => {
      await killLanguageServer();
      await isAnother(before);
      await follows();
    });
    assert.deepEqual(ofOurs(shown), []);
  });

  test('the same after the setting says that other files are policies', async () => {
    const before = started();
    const shown = await answering(undefined, async () => {
      const settings = vscode.workspace.getConfiguration('mcpPolicy');
      await settings.update('files', ['**/nowhere/*.json'], vscode.ConfigurationTarget.Workspace);
      await isAnother(before);
      await follows();
    });
    assert.deepEqual(ofOurs(shown), []);
  });

  test('a definition that changed meanwhile is not started: the person is told, and asked again', async () => {
    const before = started();
    const configuration = readFileSync(file('.vscode/mcp.json'), 'utf8');
    writeFileSync(file('.vscode/mcp.json'), configuration.replace('"log"', '"log", "changed"'));
    const shown = await answering(['Watch Again', 'Start Server'], async () => {
      await killLanguageServer();
      await isAnother(before);
      await follows();
    });
    const [told, question] = ofOurs(shown);
    assert.match(told?.text ?? '', /^"changing" is not watched any more\. The definition of "changing" changed/);
    assert.match(question?.text ?? '', /^Start the MCP server "changing"/);
    assert.match(question?.detail ?? '', /steer\.json log changed/);
  });

  test('what the person stopped does not come back', async () => {
    await answering(undefined, () => runCommand('mcpPolicy.stopWatching'));
    const before = started();
    await killLanguageServer();
    // Whoever asks the new language server waits for it, and for what it was asked for before.
    const shown = await answering(undefined, () => runCommand('mcpPolicy.stopWatching'));
    // What was watched again in the test before may be told only now.
    const told = shown.map(({ text }) => text);
    assert.ok(told.includes('No MCP server is watched.'), told.join('\n'));
    assert.deepEqual([started(), running()], [before, []]);
    await answering(undefined, watch);
    await follows();
  });
});
