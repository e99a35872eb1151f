import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { carriesMark, markVariable, newMark } from '../../../../server/mcp/processes/mark.ts';

/** Runs with a process that has this environment. */
async function withProcess<Result>(
  environment: Readonly<Record<string, string>>,
  work: (pid: number) => Promise<Result>,
): Promise<Result> {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    if (child.stdout !== null) await once(child.stdout, 'data');
    return await work(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

if (process.platform === 'linux') {
  suite('The mark of a connection', () => {
    const mark = newMark();
    const rows: readonly (readonly [
      what: string,
      environment: Readonly<Record<string, string>>,
      isCarried: boolean,
    ])[] = [
      ['itself', { [markVariable]: mark }, true],
      ['of another connection', { [markVariable]: newMark() }, false],
      ['with more behind it', { [markVariable]: `${mark}0` }, false],
      ['as a word of another variable', { NOTE: `a ${markVariable}=${mark} b` }, false],
      ['on a line of another variable', { NOTE: `a\n${markVariable}=${mark}\nb` }, false],
      ['in the name of another variable', { [`X${markVariable}`]: mark }, false],
    ];
    for (const [what, environment, isCarried] of rows) {
      test(`${what} is ${isCarried ? '' : 'not '}carried`, () =>
        withProcess(environment, async (pid) => assert.equal(await carriesMark(pid, mark), isCarried)));
    }

    test('is nothing that anybody could guess', () => {
      const marks = new Set(Array.from({ length: 1_000 }, newMark));
      assert.equal(marks.size, 1_000);
      for (const each of marks) assert.match(each, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    });
  });
}
