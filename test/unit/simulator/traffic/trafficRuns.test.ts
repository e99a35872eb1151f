import assert from 'node:assert/strict';
import type { HostMessage } from '../../../../server/protocol/panel.ts';
import type { TrafficHostMessage } from '../../../../server/protocol/trafficPanel.ts';
import { github, type Opened, openWith, pay, refund, stripe } from '../panel/openedPanel.ts';
import { allowed, callOf, toolChoice } from '../simulated.ts';
import { planOf, runOf } from './trafficOf.ts';

type Told<Type extends TrafficHostMessage['type']> = Extract<HostMessage, { type: Type }>;

const policy = stripe.uri;

/** A panel whose traffic tab is shown. */
async function watched(memory?: Map<string, unknown>): Promise<Opened> {
  const opened = await openWith([pay, refund], memory);
  opened.panel.receive({ type: 'tab', tab: 'traffic' });
  return opened;
}

function told<Type extends TrafficHostMessage['type']>({ posted }: Opened, type: Type): Told<Type>[] {
  return posted.filter((message): message is Told<Type> => message.type === type);
}

function lastTraffic(opened: Opened) {
  const last = told(opened, 'traffic').at(-1);
  assert.ok(last !== undefined);
  return last.traffic;
}

const lastRun = ({ desk }: Opened) => desk.runs.at(-1);

suite('Traffic, host half', () => {
  test('starts with a preset of the tool in the form', async () => {
    const { plan, preset } = lastTraffic(await watched());
    assert.equal(preset, 'ramp');
    assert.deepEqual([...new Set(plan.streams.map(({ tool }) => tool))], ['pay']);
    assert.deepEqual(plan.streams[0]?.args, { amount: 5 });
  });

  test('runs nothing until its tab is shown, and nothing any more once it is hidden', async () => {
    const opened = await openWith([pay]);
    assert.equal(opened.desk.runs.length, 0);
    opened.panel.receive({ type: 'tab', tab: 'traffic' });
    assert.equal(opened.desk.runs.length, 1);
    opened.panel.receive({ type: 'tab', tab: 'call' });
    assert.equal(lastRun(opened)?.signal.aborted, true);
    opened.panel.policyChanged(policy);
    assert.equal(opened.desk.runs.length, 1);
  });

  test('shows the run with the plan that it is of', async () => {
    const opened = await watched();
    const { plan } = lastTraffic(opened);
    await lastRun(opened)?.answer(runOf({ calls: 12 }));
    assert.deepEqual(told(opened, 'trafficRun').at(-1)?.shown, { plan, run: runOf({ calls: 12 }) });
    assert.deepEqual(lastTraffic(opened).age, { state: 'current' });
  });

  test('a newer run abandons the older, whose answer is never seen', async () => {
    const opened = await watched();
    const late = lastRun(opened);
    opened.panel.receive({ type: 'trafficPlan', policy, planRevision: 1, plan: planOf('refund') });
    assert.equal(late?.signal.aborted, true);
    await lastRun(opened)?.answer(runOf({ calls: 2 }));
    await late?.answer(runOf({ calls: 1 }));
    assert.deepEqual(
      told(opened, 'trafficRun').map(({ shown }) => shown.run.calls),
      [2],
    );
  });

  test('a plan that was changed from one that has been replaced since changes nothing', async () => {
    const opened = await watched();
    const { plan, planRevision } = lastTraffic(opened);
    opened.panel.receive({ type: 'watchAdd', policy, name: 'As it was', subject: { kind: 'traffic', plan } });
    opened.panel.receive({ type: 'watchOpen', policy, watch: 0 });
    opened.panel.receive({ type: 'trafficPlan', policy, planRevision, plan: planOf('refund') });
    assert.deepEqual([lastTraffic(opened).plan, lastRun(opened)?.plan], [plan, plan]);
  });

  test('an edit of the policy runs again; what was shown stays until the new run is there', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer(runOf());
    opened.panel.policyChanged(policy);
    assert.equal(opened.desk.runs.length, 2);
    assert.deepEqual(lastTraffic(opened).age, { state: 'pending' });
    assert.equal(told(opened, 'trafficRun').length, 1);
  });

  test('a policy that cannot be decided on keeps the run and says why it is old, while it is edited, too', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer(runOf());
    const old = { state: 'old', reason: 'Line 1' };
    opened.panel.policyChanged(policy);
    await lastRun(opened)?.answer({ state: 'undecidable', version: 2, reason: 'Line 1' });
    assert.deepEqual(lastTraffic(opened).age, old);
    opened.panel.policyChanged(policy);
    assert.deepEqual(lastTraffic(opened).age, old);
    assert.equal(told(opened, 'trafficRun').length, 1);
  });

  test('a plan that makes too many calls says how many', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer({ state: 'too-many', calls: 30_000_000 });
    assert.deepEqual(lastTraffic(opened).age, { state: 'too-many', calls: 30_000_000 });
  });

  test('a language server that fails is named', async () => {
    const opened = await watched();
    await lastRun(opened)?.fail('It crashed.');
    assert.deepEqual(lastTraffic(opened).age, {
      state: 'old',
      reason: 'The language server did not answer: It crashed.',
    });
  });

  test('progress reaches the page, but not that of an older run', async () => {
    const opened = await watched();
    const older = lastRun(opened)?.token ?? '';
    opened.panel.policyChanged(policy);
    const newer = lastRun(opened)?.token ?? '';
    opened.panel.trafficProgressed({ token: older, done: 1, calls: 10 });
    opened.panel.trafficProgressed({ token: newer, done: 2, calls: 10 });
    assert.deepEqual(told(opened, 'trafficProgress'), [{ type: 'trafficProgress', policy, done: 2, calls: 10 }]);
  });

  test('a run that is cancelled stays so until it is wanted again', async () => {
    const opened = await watched();
    opened.panel.receive({ type: 'trafficCancel', policy });
    assert.equal(lastRun(opened)?.signal.aborted, true);
    assert.deepEqual(lastTraffic(opened).age, { state: 'cancelled' });
    opened.panel.receive({ type: 'tab', tab: 'call' });
    opened.panel.receive({ type: 'tab', tab: 'traffic' });
    assert.equal(opened.desk.runs.length, 1);
    opened.panel.receive({ type: 'trafficAgain', policy });
    assert.equal(opened.desk.runs.length, 2);
  });

  test('cancelling a run that has ended changes nothing', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer(runOf());
    opened.panel.receive({ type: 'trafficCancel', policy });
    assert.deepEqual(lastTraffic(opened).age, { state: 'current' });
  });

  test('a call is explained by the plan of the run that is shown', async () => {
    const opened = await watched();
    const { plan } = lastTraffic(opened);
    await lastRun(opened)?.answer(runOf());
    opened.panel.receive({ type: 'trafficPlan', policy, planRevision: 1, plan: planOf('refund') });
    opened.panel.receive({ type: 'trafficCall', policy, call: 7 });
    const asked = opened.desk.explanations[0];
    assert.deepEqual([asked?.plan, asked?.call], [plan, 7]);
    const explained = { call: callOf('pay'), result: allowed };
    await asked?.answer(explained);
    assert.deepEqual(told(opened, 'trafficCall'), [{ type: 'trafficCall', policy, call: 7, explained }]);
  });

  test('a call that cannot be explained any more is answered without an explanation', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer(runOf());
    opened.panel.receive({ type: 'trafficCall', policy, call: 7 });
    await opened.desk.explanations[0]?.answer(undefined);
    assert.deepEqual(told(opened, 'trafficCall'), [{ type: 'trafficCall', policy, call: 7 }]);
  });

  test('a page that comes back is told the plan and the run, and nothing is run that was', async () => {
    const opened = await watched();
    await lastRun(opened)?.answer(runOf());
    opened.panel.pageClosed();
    opened.posted.length = 0;
    opened.panel.receive({ type: 'tab', tab: 'traffic' });
    opened.panel.receive({ type: 'ready' });
    assert.equal(told(opened, 'trafficRun').length, 1);
    assert.equal(told(opened, 'traffic').length, 1);
    assert.equal(opened.desk.runs.length, 1);
  });

  test('a run that was under way when the panel was hidden is run again', async () => {
    const opened = await watched();
    opened.panel.pageClosed();
    assert.equal(lastRun(opened)?.signal.aborted, true);
    opened.panel.receive({ type: 'ready' });
    assert.equal(opened.desk.runs.length, 2);
  });

  test('the plan outlives the window', async () => {
    const memory = new Map<string, unknown>();
    const before = await watched(memory);
    before.panel.receive({ type: 'trafficPlan', policy, planRevision: 1, plan: planOf('refund') });
    before.panel.receive({ type: 'call', policy, call: callOf('pay') });
    const { plan, preset } = lastTraffic(await watched(memory));
    assert.deepEqual([plan, preset], [planOf('refund'), undefined]);
  });

  test('each policy has traffic of its own', async () => {
    const opened = await watched();
    opened.panel.receive({ type: 'trafficPlan', policy, planRevision: 1, plan: planOf('refund') });
    opened.panel.showPolicy(github);
    await opened.desk.choices.at(-1)?.answer([toolChoice('merge')]);
    assert.equal(told(opened, 'traffic').at(-1)?.policy, github.uri);
    assert.equal(lastTraffic(opened).plan.streams[0]?.tool, 'merge');
    opened.panel.showPolicy(stripe);
    await opened.desk.choices.at(-1)?.answer([pay]);
    assert.deepEqual(lastTraffic(opened).plan, planOf('refund'));
  });
});
