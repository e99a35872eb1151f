import { strict as assert } from 'node:assert';
import { problemOf } from './failure.ts';
import { urlServer } from './faults/fault.ts';
import { withHttpServer } from './httpServer.ts';
import { faultyServer, nodeServer, withPids } from './processes.ts';

suite('Stopping a connection', () => {
  for (const timeoutMilliseconds of [0, -1, 0.2, Number.NaN]) {
    test(`a timeout of ${timeoutMilliseconds} ms is as short as one can be, and explained like any other`, async () => {
      const problem = await problemOf(nodeServer([faultyServer, 'silent']), { timeoutMilliseconds });
      assert.match(problem.what, /did not answer within 0 seconds/);
    });
  }

  test('the person stops it: said in one sentence, and no process is left', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    const { result, left } = await withPids((PIDS) =>
      problemOf(nodeServer([faultyServer, 'silent'], { environment: new Map([['PIDS', PIDS]]) }), {
        timeoutMilliseconds: 15_000,
        signal: stop.signal,
      }),
    );
    assert.equal(result.what, 'Connecting was stopped.');
    assert.deepEqual(left, []);
  });

  test('stopped before it began: nothing is started', async () => {
    const { result, started } = await withPids((PIDS) =>
      problemOf(nodeServer([faultyServer, 'silent'], { environment: new Map([['PIDS', PIDS]]) }), {
        timeoutMilliseconds: 15_000,
        signal: AbortSignal.abort(),
      }),
    );
    assert.equal(result.what, 'Connecting was stopped.');
    assert.equal(started, 0);
  });

  test('a request that nobody answers is stopped, too', async () => {
    const problem = await withHttpServer(
      () => undefined,
      (url) => problemOf(urlServer(url), { timeoutMilliseconds: 15_000, signal: AbortSignal.timeout(200) }),
    );
    assert.equal(problem.what, 'Connecting was stopped.');
  });
});
