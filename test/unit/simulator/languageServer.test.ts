import assert from 'node:assert/strict';
import { simulationServer } from '../../../client/simulator/languageServer.ts';

suite('The language server’s answers', () => {
  const signal = new AbortController().signal;
  function serverThatAnswers(answer: unknown) {
    return simulationServer(
      async () => ({ sendRequest: async () => answer }),
      () => undefined,
    );
  }

  test('an answer of another shape is an error that says what to do', async () => {
    const unreadable = /cannot be read\. Restart the language server/;
    await assert.rejects(serverThatAnswers({ tools: [{}] }).toolChoices({ uri: 'a' }, signal), unreadable);
    await assert.rejects(serverThatAnswers(null).simulate({ uri: 'a', calls: [] }, signal), unreadable);
  });

  test('the request is cancelled when the question is abandoned', async () => {
    const question = new AbortController();
    const cancelled: AbortSignal[] = [];
    const connection = {
      sendRequest: async (_method: string, _parameters: unknown, sent: AbortSignal) => cancelled.push(sent),
    };
    const server = simulationServer(
      async () => connection,
      (given) => given,
    );
    await assert.rejects(server.simulate({ uri: 'a', calls: [] }, question.signal));
    assert.deepEqual(cancelled, [question.signal]);
  });
});
