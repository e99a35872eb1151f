import { createServer, type Server } from 'node:http';
import { SignInProblem } from './signInProblem.ts';

/** A way back for the browser that does not lead through the editor: a page of this very process, open for one sign-in. */
export interface LoopbackReturn {
  readonly address: string;
  /** Resolves to the address the browser came back to, when it brings this `state`. Others are not answered for. */
  arrival(state: string): Promise<string>;
  close(): void;
}

const page = `<!doctype html><meta charset="utf-8"><title>Signed in</title>
<p>You can close this page and go back to your editor.</p>`;

/**
 * Listens on this computer only.
 * @param port the port that a client was registered with; 0 takes any, as native clients may (RFC 8252, section 7.3)
 * @param host as it is written in the address: some servers compare it by its letters
 */
export async function loopbackReturn(port: number, host: 'localhost' | '127.0.0.1'): Promise<LoopbackReturn> {
  let awaited: { readonly state: string; readonly arrived: (callback: string) => void } | undefined;
  const server = createServer((request, response) => {
    const callback = URL.canParse(request.url ?? '', address) ? new URL(request.url ?? '', address) : undefined;
    const isAwaited =
      request.method === 'GET' &&
      callback?.pathname === '/callback' &&
      awaited !== undefined &&
      callback.searchParams.get('state') === awaited.state;
    const headers = { 'content-type': 'text/html', 'referrer-policy': 'no-referrer', connection: 'close' };
    if (!isAwaited) return void response.writeHead(404, headers).end();
    response.writeHead(200, headers).end(page);
    awaited?.arrived(callback.href);
  });
  const address = `http://${host}:${await listening(server, port)}/callback`;
  return {
    address,
    arrival: (state) =>
      new Promise((arrived) => {
        awaited = { state, arrived };
      }),
    close: () => void server.close(),
  };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', () => {
      reject(
        new SignInProblem({
          what: `The browser cannot come back: port ${port} of this computer is in use.`,
          remedy: 'End what uses it, or write another "callbackPort" that your client is registered with.',
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      resolve(bound !== null && typeof bound === 'object' ? bound.port : port);
    });
  });
}
