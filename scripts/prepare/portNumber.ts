import { createServer } from 'node:net';
import { SetupError } from './setupError.ts';

/**
 * Reads the number of a port of this computer; 0, for any free one, when nothing is given.
 *
 * @throws SetupError when it is no port, or another program uses it
 */
export async function freePort(text: string | undefined): Promise<number> {
  const port = Number(text ?? 0);
  const what = 'VS Code was not started.';
  const todo = 'Give the number of a free port, from 1 to 65535, or leave --port out for any free one.';
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SetupError({ what, why: `--port is ${text}, which is not the number of a port.`, todo });
  const problem = await problemWithListening(port);
  if (problem !== undefined)
    throw new SetupError({ what, why: `Port ${port} cannot be used: ${problem.message}.`, todo });
  return port;
}

function problemWithListening(port: number): Promise<Error | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
