import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startedWhenNeeded } from '../../../../server/mcp/guardian/guardian.ts';
import { isRunning, withPids } from '../processes.ts';
import { until } from '../watch/watched.ts';
import { guardianFromSource } from './guardianFromSource.ts';

suite('The guardian of servers', () => {
  for (const [mode, what, processes] of [
    ['stubborn', 'a server is ended that ignores the end of its input and SIGTERM', 2],
    ['stubborn-daemon', 'a server and the daemon it started are ended', 3],
    ['orphaned-grandchild', 'it is ended what a server left behind that is gone itself', 3],
  ] as const) {
    test(`when its process is killed, ${what}, and so is the guardian`, async () => {
      const { started } = await withPids(async (pidFile) => {
        const pids = () => readFileSync(pidFile, { encoding: 'utf8', flag: 'a+' }).trim().split('\n').map(Number);
        const program = resolve('test/fixtures/mcp/is-killed.ts');
        const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, mode], {
          env: { ...process.env, PIDS: pidFile },
          stdio: 'inherit',
        });
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
    const guardian = guardianFromSource(undefined, (pid) => guardians.push(pid));
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
});
