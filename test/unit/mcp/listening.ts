import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A server process that waits for requests. */
export interface ListeningServer {
  /** What it said when it began to listen. */
  readonly said: string;
  /** Ends it, and resolves when it has ended. */
  end(): Promise<void>;
}

/**
 * Starts a server that listens, and waits until it says so on stderr.
 * @param node the program that runs it
 * @param port for servers that are told by their environment
 */
export async function listening(node: string, args: readonly string[], port?: number): Promise<ListeningServer> {
  const environment = port === undefined ? process.env : { ...process.env, PORT: String(port) };
  const child = spawn(node, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => /port|http:/i.test(String(chunk)) && resolve(String(chunk)));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the server ended before it listened')));
  });
  return {
    said,
    end() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Nobody listens on it at the moment. */
export function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
