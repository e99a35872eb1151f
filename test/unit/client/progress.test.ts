import { strict as assert } from 'node:assert';
import { connectionProgress } from '../../../client/servers/progress.ts';

suite('How far a connection is', () => {
  test('is heard by whoever waits for it, and by nobody afterwards', async () => {
    const progress = connectionProgress();
    const heard: number[] = [];
    const token = await progress.during(
      (tools) => heard.push(tools),
      async (token) => {
        progress.told({ token, tools: 0 });
        progress.told({ token, tools: 40 });
        progress.told({ token: `${token}0`, tools: 41 });
        progress.told({ token, tools: 'many' });
        return token;
      },
    );
    progress.told({ token, tools: 42 });
    assert.deepEqual(heard, [0, 40]);
  });

  test('is told of two connections apart', async () => {
    const progress = connectionProgress();
    const heard: string[] = [];
    await progress.during(
      (tools) => heard.push(`first ${tools}`),
      (first) =>
        progress.during(
          (tools) => heard.push(`second ${tools}`),
          async (second) => {
            progress.told({ token: second, tools: 1 });
            progress.told({ token: first, tools: 2 });
          },
        ),
    );
    assert.deepEqual(heard, ['second 1', 'first 2']);
  });
});
