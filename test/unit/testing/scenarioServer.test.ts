import assert from 'node:assert/strict';
import { scenarioServer } from '../../../client/testing/scenarioServer.ts';
import { failure, outcome, scenarioFile } from './recordedRun.ts';

suite('The language server’s answers to the test view', () => {
  const asking = (answer: unknown) => scenarioServer<undefined>(async () => ({ sendRequest: async () => answer }));
  const file = { uri: 'file:///a.policytest.json' };

  test('an answer of the agreed shape is passed on', async () => {
    const read = scenarioFile({ a: { steps: ['b'], cases: ['c'] } });
    assert.deepEqual(await asking(read).scenarios(file, undefined), read);
    const ran = { outcomes: [outcome('a', ['b'], [failure('a/b')])], problems: [] };
    assert.deepEqual(await asking(ran).run(file, undefined), ran);
  });

  test('any other is an error that says what to do', async () => {
    const unreadable = /cannot be read\. Restart the language server/;
    for (const answer of [null, {}, { tests: [{}], problems: [] }, { outcomes: [], problems: [], coverage: {} }]) {
      await assert.rejects(asking(answer).scenarios(file, undefined), unreadable);
      await assert.rejects(asking(answer).run(file, undefined), unreadable);
    }
  });
});
