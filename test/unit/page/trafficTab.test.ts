import assert from 'node:assert/strict';
import { durationInWords, readDuration } from '../../../client/page/traffic/durations.ts';
import { runInWords, trafficAnnouncement } from '../../../client/page/traffic/trafficAnnouncement.ts';
import { changedTraffic, type TrafficEvent } from '../../../client/page/traffic/trafficEvents.ts';
import { receivedTraffic } from '../../../client/page/traffic/trafficMessages.ts';
import { emptyTraffic, type TrafficTab } from '../../../client/page/traffic/trafficState.ts';
import { longestTraffic } from '../../../server/protocol/traffic.ts';
import { start } from '../simulator/simulated.ts';
import { planOf, runOf, streamOf } from '../simulator/traffic/trafficOf.ts';

const policy = 'file:///policy.json';

function told(plan = planOf('pay'), preset?: string): TrafficTab {
  const kept = preset === undefined ? { plan } : { plan, preset };
  const traffic = { ...kept, planRevision: 1, age: { state: 'pending' } } as const;
  return receivedTraffic(emptyTraffic, { type: 'traffic', policy, traffic });
}

function after(...events: readonly TrafficEvent[]): TrafficTab {
  return events.reduce(changedTraffic, told());
}

suite('A stretch of time', () => {
  const written: Readonly<Record<string, number>> = {
    '30 s': 30_000,
    '30': 30_000,
    '1.5 s': 1_500,
    '500ms': 500,
    '10 min': 600_000,
    '10m': 600_000,
    '1 h 30 min': 5_400_000,
    '1h30m': 5_400_000,
    '2 d': 172_800_000,
    '0': 0,
  };
  for (const [text, milliseconds] of Object.entries(written)) {
    test(`“${text}” is ${milliseconds} ms, and is read again from its own words`, () => {
      assert.equal(readDuration(text), milliseconds);
      assert.equal(readDuration(durationInWords(milliseconds)), milliseconds);
    });
  }
  for (const text of ['', 'soon', '-1 s', '5 weeks', '1 h and', '1e9 d', '367 d']) {
    test(`“${text}” is none`, () => assert.equal(readDuration(text), undefined));
  }
  test('as long as any plan is read', () => assert.equal(readDuration('366 d'), longestTraffic));
});

suite('The traffic tab', () => {
  test('a number that is written changes the plan as soon as it can be read, and stays as it is written', () => {
    const typed = after(
      { type: 'streamTyped', stream: 0, field: 'perMinute', text: '1,2' },
      { type: 'streamTyped', stream: 0, field: 'perMinute', text: '1,200.' },
    );
    assert.deepEqual(typed.plan?.streams[0]?.pattern, { kind: 'steady', perMinute: 12 });
    assert.equal(typed.texts.get('stream-0-perMinute'), '1,200.');
    assert.equal(changedTraffic(typed, { type: 'fieldLeft' }).texts.size, 0);
  });

  test('a longer plan lets go on to the end what went on to the end', () => {
    const plan = planOf('pay', { streams: [streamOf('pay'), streamOf('pay', { to: 30_000 })] });
    const longer = changedTraffic(told(plan), { type: 'planTyped', field: 'duration', text: '2 min' });
    assert.deepEqual(
      longer.plan?.streams.map(({ to }) => to),
      [120_000, 30_000],
    );
  });

  test('streams are added, duplicated and removed; the one that is open stays open', () => {
    const added = after(
      { type: 'streamAdded', added: streamOf('refund') },
      { type: 'streamDuplicated', stream: 1 },
      { type: 'streamRemoved', stream: 0 },
    );
    assert.deepEqual(
      added.plan?.streams.map(({ tool }) => tool),
      ['refund', 'refund'],
    );
    assert.equal(added.openStream, 1);
  });

  test('there are never more streams than a plan may have', () => {
    const many = Array.from({ length: 30 }, (): TrafficEvent => ({ type: 'streamDuplicated', stream: 0 }));
    assert.equal(after(...many).plan?.streams.length, 20);
  });

  test('a plan that is changed is no preset any more, and is there again after a look at one', () => {
    const own = changedTraffic(told(planOf('pay'), 'ramp'), {
      type: 'streamTyped',
      stream: 0,
      field: 'grant',
      text: 'ops',
    });
    assert.equal(own.preset, undefined);
    const preset = changedTraffic(own, { type: 'presetPicked', id: 'burst', plan: planOf('pay') });
    assert.deepEqual([preset.preset, preset.plan], ['burst', planOf('pay')]);
    assert.equal(changedTraffic(preset, { type: 'ownPlanPicked' }).plan, own.plan);
  });

  test('what the host repeats does not take away what is being written', () => {
    const typed = after({ type: 'streamTyped', stream: 0, field: 'grant', text: 'ops' });
    const traffic = { plan: planOf('pay'), planRevision: 1, age: { state: 'current' } } as const;
    assert.equal(receivedTraffic(typed, { type: 'traffic', policy, traffic }).plan, typed.plan);
    const set = receivedTraffic(typed, { type: 'traffic', policy, traffic: { ...traffic, planRevision: 2 } });
    assert.deepEqual(set.plan, planOf('pay'));
  });

  test('the run stays until the next one is there, and another policy starts empty', () => {
    const shown = { plan: planOf('pay'), run: runOf() };
    const ran = receivedTraffic(told(), { type: 'trafficRun', policy, shown });
    const traffic = { plan: planOf('pay'), planRevision: 1, age: { state: 'pending' } } as const;
    assert.equal(receivedTraffic(ran, { type: 'traffic', policy, traffic }).shown, shown);
    assert.equal(receivedTraffic(ran, { type: 'traffic', policy: 'file:///b', traffic }).shown, undefined);
  });

  test('an explanation belongs to the mark that is pointed at', () => {
    const ran = receivedTraffic(told(), { type: 'trafficRun', policy, shown: { plan: planOf('pay'), run: runOf() } });
    const pointed = changedTraffic(ran, { type: 'markPointed', mark: 1 });
    const answered = (call: number) => receivedTraffic(pointed, { type: 'trafficCall', policy, call });
    assert.equal(answered(20), pointed);
    assert.equal(answered(25).pointed?.explained, 'none');
  });
});

suite('What a screen reader is told of traffic', () => {
  const view = {
    state: 'ready',
    policy: { uri: policy, name: 'policy.json', path: '/policy.json' },
  } as Parameters<typeof trafficAnnouncement>[0];
  const shown = { plan: planOf('pay'), run: runOf() };
  const ran: TrafficTab = { ...told(), shown, age: { state: 'current' } };

  test('how many, what became of them, and which rule stood against most', () => {
    assert.equal(trafficAnnouncement(view, ran), runInWords(shown.run));
    assert.equal(runInWords(runOf()), '30 calls: 20 allowed, 10 denied, all by /tools/pay/limits/pay_rate.');
    const [rule] = runOf().byRule;
    const byRule =
      rule === undefined
        ? []
        : [
            { ...rule, denied: 900 },
            { ...rule, name: 'other' },
          ];
    assert.equal(
      runInWords(runOf({ calls: 1_200, allowed: 300, denied: 800, approval: 100, byRule })),
      '1,200 calls: 300 allowed, 800 denied, 100 held back for approval, most by /tools/pay/limits/pay_rate.',
    );
  });

  test('why it is old', () => {
    const old: TrafficTab = { ...ran, age: { state: 'old', reason: 'Line 3: A comma is missing' } };
    assert.equal(trafficAnnouncement(view, old), 'Out of date. Line 3: A comma is missing');
  });

  test('which call the timeline points at', () => {
    const pointed = changedTraffic(ran, { type: 'markPointed', mark: 0 });
    assert.equal(trafficAnnouncement(view, pointed), 'Denied at 10:31:40: rule /tools/pay/limits/pay_rate.');
    assert.equal(start % 60_000, 0);
  });
});
