import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcessTree } from '../../../../server/mcp/processes/endProcessTree.ts';
import { markVariable, newMark } from '../../../../server/mcp/processes/mark.ts';
import { processRow, processTable, psTable } from '../../../../server/mcp/processes/processTable.ts';
import { isRunning } from '../processes.ts';

suite('Ending a process tree', () => {
  const running: ChildProcess[] = [];

  /** A process that leads a group, and is in no tree of ours unless it carries the mark. */
  async function sleeper(mark?: string): Promise<number> {
    const environment = mark === undefined ? {} : { [markVariable]: mark };
    const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => undefined, 1000)'], {
      detached: true,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.push(child);
    await once(child.stdout, 'data');
    return child.pid ?? 0;
  }

  teardown(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  test('a process that has the id of a server that is gone is not touched, nor is its group', async () => {
    const stranger = await sleeper();
    const row = await processRow(stranger);
    for (const started of [(row?.started ?? 0) - 1, undefined]) {
      await endProcessTree({ pid: stranger, started, mark: newMark() }, () => undefined, false);
    }
    assert.ok(isRunning(stranger));
  });

  test('whatever carries the mark is ended, also when nobody has seen the server itself', async () => {
    const mark = newMark();
    const [daemon, stranger] = [await sleeper(mark), await sleeper(newMark())];
    await endProcessTree({ pid: 2 ** 22 + 1, started: undefined, mark }, () => undefined, true);
    assert.deepEqual([isRunning(daemon), isRunning(stranger)], [false, true]);
  });

  test('the process table has this process, its parent and its group', async () => {
    const row = (await processTable()).find(({ pid }) => pid === process.pid);
    assert.equal(row?.parent, process.ppid);
    assert.ok((row?.group ?? 0) > 0 && (row?.started ?? 0) > 0);
    assert.deepEqual(await processRow(process.pid), row);
  });

  test('ps tells the same, but for its own unit of time', async () => {
    const row = (await psTable()).find(({ pid }) => pid === process.pid);
    const expected = await processRow(process.pid);
    assert.deepEqual({ ...row, started: 0 }, { ...expected, started: 0 });
    const age = Date.now() - (row?.started ?? 0);
    assert.ok(age > 0 && age < 3_600_000, `${age}`);
  });
});
