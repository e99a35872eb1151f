import assert from 'node:assert/strict';
import { newSession } from '../../../../client/simulator/session/session.ts';
import { remember } from '../../../../client/simulator/session/sessionMemory.ts';
import type { TrafficPlan, TrafficRun } from '../../../../server/protocol/traffic.ts';
import { type WatchRow, type WatchSubject, watchState } from '../../../../server/protocol/watchesPanel.ts';
import { type Opened, openWith, pay, stripe } from '../panel/openedPanel.ts';
import { allowed, callOf, decided, denied, formFor, start, undecidable } from '../simulated.ts';
import { planOf, streamOf } from '../traffic/trafficOf.ts';

const policy = stripe.uri;
const plan: TrafficPlan = { start, duration: 60_000, windows: 'aligned', streams: [] };
const traffic: WatchSubject = { kind: 'traffic', plan };

const run: TrafficRun = {
  state: 'run',
  version: 1,
  calls: 40,
  allowed: 30,
  denied: 10,
  approval: 0,
  bucket: 1_000,
  firstBucket: start,
  allowedOverTime: [],
  deniedOverTime: [],
  approvalOverTime: [],
  counters: [],
  marks: [],
  byTool: [],
  byRule: [],
};

function pin({ panel }: Opened, subject: WatchSubject, name = 'watched'): void {
  panel.receive({ type: 'watchAdd', policy, name, subject });
}

function call(secondsLater = 0, windows: 'aligned' | 'sliding' = 'aligned'): WatchSubject {
  return { kind: 'call', call: callOf('pay', secondsLater), windows };
}

function rows({ posted }: Opened): readonly WatchRow[] {
  const last = posted.findLast((message) => message.type === 'watches');
  assert.ok(last?.type === 'watches');
  return last.watches;
}

suite('Watches, host half', () => {
  test('each call is decided alone, from empty counters, with its own windows', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy, call: callOf('pay') });
    pin(opened, call(1, 'sliding'));
    const { calls, windows } = opened.desk.simulations.at(-1) ?? {};
    assert.deepEqual([calls, windows], [[callOf('pay', 1)], 'sliding']);
    await opened.desk.simulations.at(-1)?.answer(decided(denied));
    assert.deepEqual(rows(opened)[0]?.expected, { kind: 'call', outcome: 'denied', rule: '(default deny)' });
  });

  test('an edit abandons what was asked of the text before, and asks again', async () => {
    const opened = await openWith([pay]);
    pin(opened, call());
    const before = opened.desk.simulations.at(-1);
    opened.panel.policyChanged(policy);
    assert.equal(before?.signal.aborted, true);
    const now = opened.desk.simulations.at(-1);
    assert.deepEqual(now?.calls, [callOf('pay')]);
    await now?.answer(decided(allowed));
    assert.deepEqual(rows(opened).map(watchState), ['passes']);
  });

  test('a policy that cannot be decided on leaves what was said last, marked as old', async () => {
    const opened = await openWith([pay]);
    pin(opened, call());
    await opened.desk.simulations.at(-1)?.answer(decided(allowed));
    opened.panel.policyChanged(policy);
    await opened.desk.simulations.at(-1)?.answer(undecidable);
    assert.deepEqual(rows(opened).map(watchState), ['passes']);
    assert.equal(rows(opened)[0]?.old, 'Line 1: A comma is missing');
  });

  test('one that is not answered says nothing of the others', async () => {
    const opened = await openWith([pay]);
    pin(opened, call(1));
    pin(opened, call(2));
    const [first, second] = opened.desk.simulations.slice(-2);
    await first?.fail('gone');
    await second?.answer(decided(allowed));
    assert.deepEqual(rows(opened).map(watchState), ['undecidable', 'passes']);
    assert.match(rows(opened)[0]?.old ?? '', /did not answer: gone/);
  });

  test('nothing is asked while the panel is hidden', async () => {
    const opened = await openWith([pay]);
    pin(opened, call());
    opened.panel.pageClosed();
    const asked = opened.desk.simulations.length;
    opened.panel.policyChanged(policy);
    assert.equal(opened.desk.simulations.length, asked);
    opened.panel.receive({ type: 'ready' });
    assert.ok(opened.desk.simulations.slice(asked).some(({ calls }) => calls[0]?.at === start));
  });

  test('traffic is run one after the other, and a newer text cancels it', async () => {
    const opened = await openWith([pay]);
    pin(opened, traffic);
    pin(opened, { kind: 'traffic', plan: { ...plan, duration: 120_000 } });
    const { runs } = opened.desk;
    assert.equal(runs.filter(({ signal }) => !signal.aborted).length, 1);
    await runs.at(-1)?.answer(run);
    assert.equal(runs.at(-1)?.plan.duration, 120_000);
    opened.panel.policyChanged(policy);
    assert.deepEqual(
      runs.map(({ signal }) => signal.aborted),
      runs.map((_run, place) => place < runs.length - 1),
    );
  });

  test('traffic of the Traffic tab has the run to itself; what it has run is known at once', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'tab', tab: 'traffic' });
    const shown = opened.desk.runs.at(-1);
    await shown?.answer(run);
    assert.ok(shown);
    pin(opened, { kind: 'traffic', plan: shown.plan });
    assert.deepEqual(rows(opened)[0]?.expected, { kind: 'traffic', allowed: 30 });
    assert.equal(opened.desk.runs.at(-1), shown);
    opened.panel.policyChanged(policy);
    assert.notEqual(opened.desk.runs.at(-1)?.token, undefined);
    opened.panel.receive({ type: 'tab', tab: 'watches' });
    assert.equal(opened.desk.runs.at(-1)?.token, undefined);
  });

  test('they outlive the window, and are asked again', async () => {
    const opened = await openWith([pay]);
    pin(opened, call(), 'A payment');
    await opened.desk.simulations.at(-1)?.answer(decided(allowed));
    const again = await openWith([pay], opened.memory);
    assert.deepEqual(
      rows(again).map((row) => [row.name, row.expected, watchState(row)]),
      [['A payment', { kind: 'call', outcome: 'allowed' }, 'passes']],
    );
  });

  test('what an older version kept, without watches, is read', async () => {
    const memory = new Map<string, unknown>();
    const kept = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    };
    await remember(kept, policy, newSession(formFor('pay'), [callOf('pay', 5)]));
    const opened = await openWith([pay], memory);
    assert.deepEqual(rows(opened), []);
  });

  test('a watched call is put into the form, and decided there', async () => {
    const opened = await openWith([pay]);
    pin(opened, {
      kind: 'call',
      call: { ...callOf('pay', 9, 7), args: { amount: 8 }, grant: 'second' },
      windows: 'sliding',
    });
    opened.panel.receive({ type: 'watchOpen', policy, watch: 0 });
    const view = opened.posted.findLast((message) => message.type === 'view');
    assert.ok(view?.type === 'view' && view.view.state === 'ready');
    const { form } = view.view;
    assert.deepEqual([form.at, form.times, form.grant, form.windows], [start + 9_000, 7, 'second', 'sliding']);
    assert.deepEqual(JSON.parse(form.drafts.at(-1)?.text ?? ''), { amount: 8 });
  });

  test('watched traffic is put into the plan', async () => {
    const opened = await openWith([pay]);
    pin(opened, traffic);
    opened.panel.receive({ type: 'watchOpen', policy, watch: 0 });
    const last = opened.posted.findLast((message) => message.type === 'traffic');
    assert.ok(last?.type === 'traffic');
    assert.deepEqual([last.traffic.plan, last.traffic.planRevision], [plan, 2]);
  });

  test('an empty history is no scenario, and a broken policy decides none', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'saveHistory', policy });
    await settled();
    assert.match(String(opened.did.at(-1)?.at(-1)), /no calls in the history/);
    opened.panel.receive({ type: 'call', policy, call: callOf('pay') });
    opened.panel.receive({ type: 'saveHistory', policy });
    await opened.desk.simulations.at(-1)?.answer(undecidable);
    assert.match(String(opened.did.at(-1)?.at(-1)), /A comma is missing/);
  });

  test('of all watches those become scenarios that can be written', async () => {
    const opened = await openWith([pay]);
    pin(opened, call(), 'A payment');
    await opened.desk.simulations.at(-1)?.answer(decided(allowed));
    pin(opened, traffic, 'Nothing');
    opened.panel.receive({ type: 'saveWatches', policy });
    await settled();
    assert.deepEqual(opened.did.at(-1), [
      'saveScenarios',
      policy,
      [
        {
          windows: 'aligned',
          scenario: {
            name: 'A payment',
            now: '2026-03-02T10:31:00Z',
            steps: [{ tool: 'pay', expect: { outcome: 'allowed' } }],
          },
        },
      ],
      { name: 'Nothing', reason: 'The policy has not been asked yet.' },
    ]);
  });

  test('a watch of bursts becomes a step for each, with what the policy says of it', async () => {
    const opened = await openWith([pay]);
    const pattern = { kind: 'burst', calls: 20, every: 30_000 } as const;
    pin(opened, { kind: 'traffic', plan: planOf('pay', { streams: [streamOf('pay', { pattern })] }) }, 'Bursts');
    await opened.desk.runs.at(-1)?.answer(run);
    opened.panel.receive({ type: 'saveWatches', policy });
    await opened.desk.simulations.at(-1)?.answer(decided({ ...allowed, allowed: 20 }, { ...denied, allowed: 10 }));
    const [, , saved] = opened.did.at(-1) ?? [];
    assert.ok(Array.isArray(saved));
    assert.deepEqual(
      saved[0].scenario.steps.map(({ expect }: { readonly expect: object }) => expect),
      [{ allowed: 20 }, { allowed: 10 }],
    );
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
