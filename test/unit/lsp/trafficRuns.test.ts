import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { doTrafficJob, type TrafficJob, type TrafficReport } from '../../../server/lsp/simulation/trafficJob.ts';
import {
  type TrafficAnswer,
  TrafficRuns,
  type TrafficWorkerListener,
} from '../../../server/lsp/simulation/trafficRuns.ts';
import { limited, minute, plan, runOf, stream } from '../simulation/trafficPlans.ts';

/** A worker that the test works for. */
interface HeldWorker extends TrafficWorkerListener {
  readonly job: TrafficJob;
  isStopped: boolean;
}

class HeldWorkers {
  readonly started: HeldWorker[] = [];
  readonly runs = new TrafficRuns((job, listener) => {
    const worker: HeldWorker = { job, ...listener, isStopped: false };
    this.started.push(worker);
    return {
      stop: () => {
        worker.isStopped = true;
      },
    };
  });

  run(name: string, cancellation = new CancellationTokenSource(), call?: number): Promise<TrafficAnswer> {
    const job = { ...jobOf(name), ...(call !== undefined && { call }) };
    return this.runs.run(job, cancellation.token, () => undefined);
  }

  worker(index: number): HeldWorker {
    const worker = this.started[index];
    if (worker === undefined) throw new Error(`Worker ${index} was not started.`);
    return worker;
  }

  get names(): string[] {
    return this.started.map(({ job }) => job.uri);
  }
}

const document = limited({ few: '2/minute' });
const steady = plan([stream()]);
const result = runOf(document, steady);

function jobOf(uri: string, of = steady): TrafficJob {
  return { uri, version: document.version, text: document.text.getText(), plan: of };
}

async function rejection(promise: Promise<unknown>): Promise<{ code: number; message: string }> {
  return promise.then(
    () => assert.fail('it was answered'),
    ({ code, message }) => ({ code, message }),
  );
}

suite('Traffic on workers', () => {
  test('is answered with what its worker says, and told of meanwhile', async () => {
    const workers = new HeldWorkers();
    const heard: unknown[] = [];
    const answer = workers.runs.run(jobOf('a'), new CancellationTokenSource().token, (each) => heard.push(each));
    workers.worker(0).report({ progress: { done: 1, calls: 60 } });
    workers.worker(0).report({ result });
    assert.deepEqual(await answer, { result });
    assert.deepEqual(heard, [{ done: 1, calls: 60 }]);
  });

  test('ends at once when it is cancelled', async () => {
    const workers = new HeldWorkers();
    const cancellation = new CancellationTokenSource();
    const answer = rejection(workers.run('a', cancellation));
    cancellation.cancel();
    assert.equal((await answer).code, LSPErrorCodes.RequestCancelled);
    assert.ok(workers.worker(0).isStopped);
    // What was on its way then is too late.
    workers.worker(0).report({ result });
  });

  test('does not begin when it was cancelled before', async () => {
    const workers = new HeldWorkers();
    const cancellation = new CancellationTokenSource();
    cancellation.cancel();
    assert.equal((await rejection(workers.run('a', cancellation))).code, LSPErrorCodes.RequestCancelled);
    assert.deepEqual(workers.started, []);
  });

  test('of a policy takes the place of the run before; to explain a call is no run', async () => {
    const workers = new HeldWorkers();
    const first = rejection(workers.run('a'));
    const explained = workers.run('a', undefined, 5);
    const second = workers.run('a');
    assert.equal((await first).code, LSPErrorCodes.ServerCancelled);
    assert.ok(workers.worker(0).isStopped);
    assert.deepEqual(
      workers.started.map(({ job }) => job.call),
      [undefined, 5, undefined],
    );
    workers.worker(1).report({ explained: undefined });
    workers.worker(2).report({ result });
    assert.deepEqual([await explained, await second], [{ explained: undefined }, { result }]);
  });

  test('runs on two workers at once; others wait for their turn', async () => {
    const workers = new HeldWorkers();
    const cancellation = new CancellationTokenSource();
    const [first, second, third, fourth] = [
      workers.run('a'),
      workers.run('b'),
      rejection(workers.run('c', cancellation)),
      workers.run('d'),
    ];
    assert.deepEqual(workers.names, ['a', 'b']);
    cancellation.cancel();
    assert.equal((await third).code, LSPErrorCodes.RequestCancelled);
    assert.deepEqual(workers.names, ['a', 'b']);
    workers.worker(1).report({ result });
    assert.deepEqual(workers.names, ['a', 'b', 'd']);
    workers.worker(0).report({ result });
    workers.worker(2).report({ result });
    assert.deepEqual(await Promise.all([first, second, fourth]), [{ result }, { result }, { result }]);
  });

  const deaths: { what: string; reason: Error; message: RegExp }[] = [
    {
      what: 'ends by itself',
      reason: new Error('its thread ended with code 1'),
      message: /to its end: its thread ended with code 1\. Run it again/,
    },
    {
      what: 'runs out of memory',
      reason: Object.assign(new Error('Worker terminated.'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
      message: /needed more memory than it may have\. Run it again, with fewer calls/,
    },
  ];
  for (const { what, reason, message } of deaths) {
    test(`is rejected when its worker ${what}, and the next one has its turn`, async () => {
      const workers = new HeldWorkers();
      const [first, , third] = [rejection(workers.run('a')), workers.run('b'), workers.run('c')];
      workers.worker(0).failed(reason);
      const { code, message: said } = await first;
      assert.equal(code, LSPErrorCodes.RequestFailed);
      assert.match(said, message);
      assert.deepEqual(workers.names, ['a', 'b', 'c']);
      workers.worker(2).report({ result });
      assert.deepEqual(await third, { result });
    });
  }

  test('is rejected when no worker can be started', async () => {
    const runs = new TrafficRuns(() => {
      throw new Error('There are no threads left.');
    });
    const { code, message } = await rejection(
      runs.run(jobOf('a'), new CancellationTokenSource().token, () => undefined),
    );
    assert.equal(code, LSPErrorCodes.RequestFailed);
    assert.match(message, /to its end: There are no threads left\. Run it again/);
  });
});

suite('A traffic job', () => {
  function reports(job: TrafficJob): TrafficReport[] {
    const said: TrafficReport[] = [];
    let now = 0;
    doTrafficJob(
      job,
      (report) => said.push(report),
      () => (now += 30),
    );
    return said;
  }

  test('comes to what the run comes to', () => {
    assert.deepEqual(reports(jobOf('file:///policy.json')), [{ result }]);
  });

  test('is reported on every tenth of a second', () => {
    const long = plan([stream({ pattern: { kind: 'steady', perMinute: 20_000 } })]);
    const said = reports(jobOf('file:///policy.json', long));
    assert.deepEqual(said.slice(0, -1), [
      { progress: { done: 8_000, calls: 20_000 } },
      { progress: { done: 16_000, calls: 20_000 } },
    ]);
    const [answer] = said.slice(-1);
    assert.ok(answer && 'result' in answer && answer.result.state === 'run');
    assert.equal(answer.result.calls, 20_000);
  });

  test('explains one call', () => {
    const [answer] = reports({ ...jobOf('file:///policy.json'), call: 3 });
    assert.ok(answer && 'explained' in answer);
    assert.equal(answer.explained?.call.at, steady.start + (3 * minute) / 60);
    assert.equal(answer.explained?.result.rule, '/tools/pay/limits/few');
  });

  test('needs a policy', () => {
    assert.throws(() => reports({ ...jobOf('file:///policy.json'), text: '' }), /There is no policy/);
  });
});
