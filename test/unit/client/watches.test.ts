import { strict as assert } from 'node:assert';
import { type AgreedWatch, keptWatches, type ReturnOutcome, type Watches } from '../../../client/servers/watches.ts';
import type { ConnectParams } from '../../../server/protocol/requests.ts';

const payments: AgreedWatch = {
  uri: 'file:///home/me/policy.json',
  server: 'payments',
  source: '/home/me/.vscode/mcp.json',
  hash: 'h1',
  inputs: [],
};
const typed: AgreedWatch = {
  uri: 'file:///home/me/other.policy.json',
  server: 'crm',
  source: 'typed by hand',
  typed: 'npx crm --key ${input:key}',
  hash: 'h2',
  inputs: [{ id: 'key', description: '', password: true }],
};

suite('Connections that outlive the language server', () => {
  /** What the language server was asked for, with the way to answer. */
  interface Asked {
    readonly params: ConnectParams;
    readonly signal: AbortSignal;
    readonly answer: (outcome: ReturnOutcome) => void;
  }
  let watches: Watches;
  let asked: Asked[];
  let said: string[];
  let isInFolder: boolean;
  let agreed: Set<string>;
  let answers: Record<string, string>;

  setup(() => {
    [asked, said, isInFolder, agreed, answers] = [[], [], true, new Set(['h1', 'h2']), { key: 'kept' }];
    watches = keptWatches({
      isInFolder: () => isInFolder,
      isAgreed: (hash) => agreed.has(hash),
      answersTo: async ({ inputs }) =>
        Object.fromEntries(inputs.flatMap(({ id }) => (Object.hasOwn(answers, id) ? [[id, answers[id] ?? '']] : []))),
      ask: (params, signal) => new Promise((answer) => asked.push({ params, signal, answer })),
      tellEnded: ({ server }, why) => said.push(`${server}: ${why}`),
      tellAllEnded: (servers) => said.push(`all: ${servers.join(', ')}`),
    });
  });

  /** Lets everything happen that needs no answer. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  /** The language server starts, and answers as it is told. Gives what it was asked for. */
  async function started(outcome: ReturnOutcome = { state: 'kept' }): Promise<readonly ConnectParams[]> {
    const before = asked.length;
    const returned = watches.bringBack();
    await settled();
    const now = asked.slice(before);
    for (const { answer } of now) answer(outcome);
    await returned;
    return now.map(({ params }) => params);
  }

  test('what was agreed to is asked for again after every start, with the answers as they are kept then', async () => {
    assert.deepEqual(await started(), []);
    watches.remember(payments);
    watches.remember(typed);
    const again = [
      { ...payments, inputs: {}, again: true },
      { ...typed, inputs: { key: 'kept' }, again: true },
    ];
    assert.deepEqual(await started(), again);
    assert.deepEqual(await started(), again);
    assert.deepEqual(said, []);
  });

  test('the same connection is remembered once', async () => {
    watches.remember(payments);
    watches.remember({ ...payments });
    assert.equal((await started()).length, 1);
  });

  test('one that ended for good does not come back', async () => {
    watches.remember(payments);
    watches.remember(typed);
    for (const odd of [undefined, null, {}, { uri: payments.uri, server: 'payments' }, { ...payments, hash: 'h2' }])
      watches.ended(odd);
    watches.ended({ uri: payments.uri, server: 'payments', hash: 'h1' });
    assert.deepEqual(
      (await started()).map(({ server }) => server),
      ['crm'],
    );
  });

  test('a definition that changed is not asked for again, and the person is told once', async () => {
    watches.remember(payments);
    await started({ state: 'refused', why: 'The definition changed.' });
    assert.deepEqual(await started(), []);
    assert.deepEqual(said, ['payments: The definition changed.']);
  });

  test('nothing is asked for that is trusted no longer, or whose answers are gone, and the person is told', async () => {
    watches.remember(payments);
    watches.remember(typed);
    [agreed, answers] = [new Set(['h2']), {}];
    assert.deepEqual(await started(), []);
    assert.deepEqual(said, [
      'payments: It is not trusted any longer.',
      'crm: An answer that it needs is not kept any longer.',
    ]);
  });

  test('a folder that was closed takes its connections with it, without a word', async () => {
    watches.remember(payments);
    isInFolder = false;
    assert.deepEqual(await started(), []);
    isInFolder = true;
    assert.deepEqual([await started(), said], [[], []]);
  });

  test('the same when it is closed while they come back', async () => {
    watches.remember(payments);
    const returned = watches.bringBack();
    await settled();
    isInFolder = false;
    asked[0]?.answer({ state: 'refused', why: 'This policy is in no open folder.' });
    await returned;
    assert.deepEqual(said, []);
  });

  test('what the person has chosen otherwise meanwhile is let go without a word', async () => {
    watches.remember(payments);
    await started({ state: 'unwanted' });
    assert.deepEqual([await started(), said], [[], []]);
  });

  test('what the person wants no longer is taken off, and does not come back', async () => {
    watches.remember(payments);
    watches.remember(typed);
    assert.equal(
      watches.takeOff(({ hash }) => hash === 'h1'),
      true,
    );
    assert.equal(
      watches.takeOff(({ hash }) => hash === 'h1'),
      false,
    );
    assert.deepEqual(
      (await started()).map(({ server }) => server),
      ['crm'],
    );
  });

  test('the same while it comes back: the question is taken back, whatever is answered', async () => {
    watches.remember(payments);
    const returned = watches.bringBack();
    await settled();
    assert.ok(watches.takeOff(() => true));
    assert.ok(asked[0]?.signal.aborted);
    asked[0]?.answer({ state: 'refused', why: 'It does not answer.' });
    await returned;
    assert.deepEqual([await started(), said], [[], []]);
  });

  test('a language server that ends again before it answers is followed by the next', async () => {
    watches.remember(payments);
    const first = watches.bringBack();
    await settled();
    const second = watches.bringBack();
    await settled();
    asked[0]?.answer({ state: 'lost' });
    await first;
    asked[1]?.answer({ state: 'refused', why: 'The definition changed.' });
    await second;
    assert.deepEqual(said, ['payments: The definition changed.']);
    assert.deepEqual(await started(), []);
  });

  test('a late answer of a language server that is gone decides nothing', async () => {
    watches.remember(payments);
    const first = watches.bringBack();
    await settled();
    const second = started();
    await second;
    asked[0]?.answer({ state: 'refused', why: 'late' });
    await first;
    assert.deepEqual([(await started()).length, said], [1, []]);
  });

  test('one that the person watches anew meanwhile stays', async () => {
    watches.remember(payments);
    const returned = watches.bringBack();
    await settled();
    watches.remember({ ...payments });
    asked[0]?.answer({ state: 'unwanted' });
    await returned;
    assert.equal((await started()).length, 1);
  });

  test('whoever waits for them waits until all have an answer', async () => {
    watches.remember(payments);
    void watches.bringBack();
    let isSettled = false;
    const waiting = watches.settled().then(() => {
      isSettled = true;
    });
    await settled();
    assert.equal(isSettled, false);
    asked[0]?.answer({ state: 'kept' });
    await waiting;
  });

  test('when the language server is not started any more, the person is told which have ended', async () => {
    watches.over();
    assert.deepEqual(said, []);
    watches.remember(payments);
    watches.remember(typed);
    watches.remember({ ...payments, uri: 'file:///elsewhere/policy.json' });
    watches.over();
    watches.over();
    assert.deepEqual(said, ['all: payments, crm']);
    assert.deepEqual(await started(), []);
  });

  test('a memory for secrets that fails is told, and nothing is rejected', async () => {
    const failing = keptWatches({
      isInFolder: () => true,
      isAgreed: () => true,
      answersTo: async () => Promise.reject(new Error('locked')),
      ask: async () => ({ state: 'kept' }),
      tellEnded: (_watch, why) => said.push(why),
      tellAllEnded: () => undefined,
    });
    failing.remember(payments);
    await failing.bringBack();
    assert.deepEqual(said, ['Error: locked']);
  });
});
