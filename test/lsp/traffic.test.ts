import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import {
  notifications,
  requests,
  type SimulateResult,
  type TrafficParams,
  type TrafficProgressParams,
} from '../../server/protocol/requests.ts';
import type { TrafficCallResult, TrafficPlan, TrafficResult } from '../../server/protocol/traffic.ts';
import { isTrafficCallResult, isTrafficResult } from '../../server/protocol/trafficShape.ts';
import { type Editor, repository, startEditor } from './editor.ts';

const uri = 'file:///policies/policy.json';
const policy = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "pay": {
      "limits": [{ "counter": "pay_rate", "window": "minute", "max": 30, "scope": "grant" }]
    }
  }
}
`;

/** An hour of steady calls. */
function plan(perMinute: number): TrafficPlan {
  const duration = 3_600_000;
  const caller = { tool: 'pay', args: {}, grant: 'default', session: 'default' };
  const pattern = { kind: 'steady', perMinute } as const;
  const stream = { ...caller, upstream: 'ok', answeredAfter: 0, from: 0, to: duration, pattern } as const;
  return { start: Date.UTC(2026, 2, 1), duration, windows: 'aligned', streams: [stream] };
}

/** Ten million calls: takes seconds. */
const long = plan(170_000);

suite('Traffic over LSP', () => {
  let editor: Editor;
  setup(async () => {
    editor = await startEditor();
    await editor.open(uri, policy);
  });
  teardown(async () => {
    assert.equal(await editor.close(), 0);
  });

  function ask(params: Omit<TrafficParams, 'uri'>, { token } = new CancellationTokenSource()): Promise<TrafficResult> {
    return editor.connection.sendRequest(requests.traffic, { uri, ...params }, token);
  }

  /** Resolves when the run that the token names is under way. */
  function underWay(token: string): Promise<TrafficProgressParams> {
    return new Promise((resolve) => {
      editor.connection.onNotification(notifications.trafficProgress, (progress: TrafficProgressParams) => {
        if (progress.token === token) resolve(progress);
      });
    });
  }

  test('runs on a thread of its own, and each mark is explained', async () => {
    const result = await ask({ plan: plan(50) });
    assert.ok(isTrafficResult(result) && result.state === 'run');
    assert.deepEqual([result.calls, result.allowed, result.denied, result.version], [3000, 1800, 1200, 1]);
    const mark = result.marks[100];
    assert.ok(mark);
    assert.equal(mark.range?.start.line, 5);
    const params = { uri, plan: plan(50), call: mark.call };
    const explained: TrafficCallResult = await editor.connection.sendRequest(requests.trafficCall, params);
    assert.ok(isTrafficCallResult(explained));
    assert.deepEqual([explained.call.at, explained.result.rule], [mark.at, mark.rule]);
    const none = await editor.connection.sendRequest(requests.trafficCall, { ...params, call: 3000 });
    assert.equal(none, null);
  });

  test('says how far it is, and answers other questions meanwhile', async () => {
    let isDone = false;
    const progress = underWay('first');
    const run = ask({ plan: long, token: 'first' }).finally(() => {
      isDone = true;
    });
    const { done, calls } = await progress;
    assert.ok(done > 0 && done < calls);
    assert.equal(calls, 10_200_000);
    const simulated: SimulateResult = await editor.connection.sendRequest(requests.simulate, { uri, calls: [] });
    assert.deepEqual([simulated.state, isDone], ['decided', false]);
    const result = await run;
    assert.ok(result.state === 'run' && result.calls === 10_200_000 && result.allowed === 1800);
  }).timeout(60_000);

  test('ends when it is cancelled, and when newer traffic takes its place', async () => {
    const cancellation = new CancellationTokenSource();
    const progress = underWay('first');
    const cancelled = codeOf(ask({ plan: long, token: 'first' }, cancellation));
    await progress;
    cancellation.cancel();
    assert.equal(await cancelled, LSPErrorCodes.RequestCancelled);

    const again = underWay('second');
    const replaced = codeOf(ask({ plan: long, token: 'second' }));
    await again;
    const newer = await ask({ plan: plan(1) });
    assert.equal(await replaced, LSPErrorCodes.ServerCancelled);
    assert.ok(newer.state === 'run' && newer.calls === 60);
  });

  test('is not run on a policy that cannot be decided on, nor when it is too much', async () => {
    assert.deepEqual(await ask({ plan: plan(1_000_000) }), { state: 'too-many', calls: 60_000_000 });
    await editor.change(uri, { text: '{' });
    const result = await ask({ plan: plan(1) });
    assert.ok(result.state === 'undecidable' && result.version === 2);
    assert.match(result.reason, /^Line 1: /);
    assert.equal(await editor.connection.sendRequest(requests.trafficCall, { uri, plan: plan(1), call: 0 }), null);
  });

  test('is refused when it makes no sense', async () => {
    for (const perMinute of [-1, 1e300, null]) {
      const nonsense = {
        uri,
        plan: { ...plan(1), streams: [{ ...plan(1).streams[0], pattern: { kind: 'steady', perMinute } }] },
      };
      assert.equal(await codeOf(editor.connection.sendRequest(requests.traffic, nonsense)), ErrorCodes.InvalidParams);
      const call = { ...nonsense, call: 0 };
      assert.equal(await codeOf(editor.connection.sendRequest(requests.trafficCall, call)), ErrorCodes.InvalidParams);
    }
    const closed = { uri: 'file:///closed.json', plan: plan(1) };
    assert.equal(await codeOf(editor.connection.sendRequest(requests.traffic, closed)), ErrorCodes.InvalidParams);
  });
});

suite('Traffic over LSP without its worker', () => {
  test('says what happened, and the server stays', async () => {
    const cache = join(repository, '.cache', 'test');
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'lone-server-'));
    copyFileSync(join(repository, 'dist/server.js'), join(folder, 'server.js'));
    const editor = await startEditor({ command: [join(folder, 'server.js'), '--stdio'] });
    try {
      await editor.open(uri, policy);
      const run = editor.connection.sendRequest(requests.traffic, { uri, plan: plan(1) });
      await assert.rejects(run, {
        code: LSPErrorCodes.RequestFailed,
        message: /did not run to its end: .*trafficWorker/,
      });
      const simulated: SimulateResult = await editor.connection.sendRequest(requests.simulate, { uri, calls: [] });
      assert.equal(simulated.state, 'decided');
    } finally {
      assert.equal(await editor.close(), 0);
      rmSync(folder, { recursive: true });
    }
  });
});

/** The error's code; `undefined` when there was none. */
function codeOf(request: Promise<unknown>): Promise<number | undefined> {
  return request.then(
    () => undefined,
    ({ code }: { code: number }) => code,
  );
}
