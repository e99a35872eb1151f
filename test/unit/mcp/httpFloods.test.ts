import { strict as assert } from 'node:assert';
import type { ServerResponse } from 'node:http';
import { problemOf } from './failure.ts';
import { urlServer } from './faults/fault.ts';
import { type Answer, legacyServer, withHttpServer } from './httpServer.ts';

/** Longer than any of these takes: none may last until the clock ends it. */
const timeoutMilliseconds = 60_000;

/** Writes the same without end, as fast as it is read. */
function pour(response: ServerResponse, type: string, chunk: string, status = 200): void {
  response.writeHead(status, { 'content-type': type });
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}

const stream = 'text/event-stream';
const notification = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}';
const listing = (chunk: string): Answer => legacyServer((_, response) => pour(response, stream, chunk.repeat(2_000)));
const withoutEnd = /^The server talks without end: /;
const tooLarge = /^The server sent more than can be read at once: /;

const floods: readonly (readonly [what: string, answer: Answer, transport: 'http' | 'sse', words: RegExp])[] = [
  ['notifications in the answer', listing(`data: ${notification}\n\n`), 'http', withoutEnd],
  ['answers to nothing', listing('data: {"jsonrpc":"2.0","id":77,"result":{}}\n\n'), 'http', withoutEnd],
  ['events that are no messages', listing('data: {}\n\n'), 'http', withoutEnd],
  ['events that are no JSON', listing('data: x\n\n'), 'http', withoutEnd],
  ['an event of lines without end', listing('data: x\n'), 'http', withoutEnd],
  ['comments', listing(': x\n'), 'http', withoutEnd],
  ['a line without end', listing('x'.repeat(100)), 'http', tooLarge],
  ['an error without end', (_, response) => pour(response, 'text/plain', 'x'.repeat(65_536), 400), 'http', tooLarge],
  [
    'addresses to send to',
    (_, response, request) => {
      if (request.method === 'GET') pour(response, stream, 'event: endpoint\ndata: /mcp\n\n'.repeat(2_000));
      else response.writeHead(202).end();
    },
    'sse',
    withoutEnd,
  ],
  ['comments instead of an address', (_, response) => pour(response, stream, ': x\n'.repeat(2_000)), 'sse', withoutEnd],
];

suite('A server that sends without end over HTTP', () => {
  for (const [what, answer, transport, words] of floods) {
    test(`is given up: ${what}`, async () => {
      const { what: said } = await withHttpServer(answer, (url) =>
        problemOf({ ...urlServer(url), transport }, { timeoutMilliseconds }),
      );
      assert.match(said, words);
    });
  }
});
