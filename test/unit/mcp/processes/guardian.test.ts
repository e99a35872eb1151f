import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { guardianIn, startedWhenNeeded } from '../../../../server/mcp/guardian/guardian.ts';
import { isRunning, readPids, withPids } from '../processes.ts';
import { until } from '../watch/watched.ts';
import { guardianFromSource } from './guardianFromSource.ts';

suite('The guardian of servers', () => {
  /** Those that a test noted: one that fails must leave nothing behind. */
  const noted = new Set<number>();
  teardown(() => {
    for (const pid of [...noted].filter(isRunning)) process.kill(pid, 'SIGKILL');
    noted.clear();
  });

  for (const [mode, what, processes] of [
    ['stubborn', 'a server is ended that ignores the end of its input and SIGTERM', 2],
    ['stubborn-daemon', 'a server and the daemon it started are ended', 3],
    ['orphaned-grandchild', 'it is ended what a server left behind that is gone itself', 3],
  ] as const) {
    test(`when its process is killed, ${what}, and so is the guardian`, async () => {
      const { started } = await withPids(async (pidFile) => {
        const pids = () => {
          const all = readPids(pidFile);
          for (const pid of all) noted.add(pid);
          return all;
        };
        const program = resolve('test/fixtures/mcp/is-killed.ts');
        const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, mode], {
          env: { ...process.env, PIDS: pidFile },
          stdio: 'inherit',
        });
        if (child.pid !== undefined) noted.add(child.pid);
        await until(() => pids().length === processes, `${processes} processes`);
        // One of them goes by itself, in its own time; the others run as long as their process does.
        const gone = mode === 'orphaned-grandchild' ? 1 : 0;
        await until(() => pids().filter((pid) => !isRunning(pid)).length === gone, 'those that stay');
        child.kill('SIGKILL');
        await until(() => !pids().some(isRunning), 'the end of all of them');
      });
      assert.equal(started, processes);
    });
  }

  test('with nothing to guard it ends by itself, and another one is started for the next server', async () => {
    const guardians: number[] = [];
    const guardian = guardianFromSource(undefined, (pid) => {
      guardians.push(pid);
      noted.add(pid);
    });
    guardian.watch(2 ** 22 + 1, 'a-mark')();
    await until(() => guardians.length === 1 && !isRunning(guardians[0] ?? 0), 'its end');
    const release = guardian.watch(2 ** 22 + 1, 'a-mark');
    await until(() => guardians.length === 2, 'another one');
    release();
    await until(() => !isRunning(guardians[1] ?? 0), 'the end of the second');
  });

  test('one that cannot run is replaced a few times and then left alone', async () => {
    let starts = 0;
    const guardian = startedWhenNeeded(() => {
      starts += 1;
      return spawn('/no/such/program', [], { stdio: ['pipe', 'ignore', 'ignore'] });
    });
    const release = guardian.watch(2 ** 22 + 1, 'a-mark');
    await new Promise((resolve) => setTimeout(resolve, 200));
    release();
    assert.equal(starts, 4);
  });

  test('where its bundle is missing nobody guards, and that is told once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    const told: string[] = [];
    const guardian = guardianIn(folder, (line) => told.push(line));
    for (const mark of ['one', 'two']) guardian.watch(2 ** 22 + 1, mark)();
    rmSync(folder, { recursive: true });
    assert.deepEqual(told, [
      `MCP servers may outlive this process if it is killed: ${join(folder, 'guardian.js')} is missing. Install the extension anew.`,
    ]);
  });
});
