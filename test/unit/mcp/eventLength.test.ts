import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventLength } from '../../../server/mcp/transport/eventLength.ts';
import { limitedFetch } from '../../../server/mcp/transport/limitedFetch.ts';
import { withHttpServer } from './httpServer.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

suite('The length of an event', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    test(`begins anew after an empty line, with ${JSON.stringify(end)} as line end`, () => {
      const event = new EventLength();
      const text = `data: 12345${end}${end}`;
      const once = event.add(bytes(text));
      for (let round = 0; round < 100; round += 1) assert.equal(event.add(bytes(text)), once);
    });
  }

  test('grows with lines that are not empty, over any number of chunks', () => {
    const event = new EventLength();
    for (let round = 1; round <= 10; round += 1) assert.equal(event.add(bytes('data: 1\n')), round * 8);
  });

  test('is the same however the stream is cut into chunks', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', ''), { maxLength: 40 });
    fc.assert(
      fc.property(text, (parts) => {
        const [whole, cut] = [new EventLength(), new EventLength()];
        const longest = Math.max(0, ...parts.map((part) => cut.add(bytes(part))));
        assert.equal(longest, whole.add(bytes(parts.join(''))));
      }),
    );
  });

  test('is what is bounded: a stream of small events may go on', async () => {
    const event = `data: ${'x'.repeat(900)}\n\n`;
    const read = (body: string) =>
      withHttpServer(
        (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body),
        async (url) => (await limitedFetch({}, true, 1_000, () => undefined)(url)).text(),
      );
    assert.equal((await read(event.repeat(20))).length, event.length * 20);
    await assert.rejects(read(`data: ${'x'.repeat(1_100)}\n\n`));
  });
});
