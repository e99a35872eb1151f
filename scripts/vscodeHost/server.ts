import fs from 'node:fs';
import path from 'node:path';
import { type OwnedProcess, startOwned } from '../prepare/ownedProcess.ts';
import type { Host } from './hostVersion.ts';
import type { Profile } from './profile.ts';
import { serverEnvironment } from './serverEnvironment.ts';

export type ServerOptions = {
  host: Host;
  profile: Pick<Profile, 'folder' | 'userData' | 'extensions'>;
  /** Whether workspaces can be untrusted, as they are for people; without it everything is trusted. */
  workspaceTrust: boolean;
  /** Admits an extension under development and its tests, which a built workbench otherwise ignores silently. */
  development?: boolean;
  /** Goes on although nobody is connected. Otherwise a server whose starter was killed ends by itself, some minutes later. */
  keepRunning?: boolean;
  /** 0 or nothing: any free port. */
  port?: number;
  environment?: NodeJS.ProcessEnv;
};

export type Server = {
  port: number;
  /** Host and port, as the page's address and remote resources must both name them. */
  authority: string;
  exited: Promise<number | null>;
  /** The end of what the server and its extension hosts have logged. */
  logTail: () => string;
  stop: () => Promise<void>;
};

const startMilliseconds = 30_000;

/** Starts VS Code's server on this machine alone, and resolves when it listens. Nothing of it survives this process. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { host, profile } = options;
  const logFile = path.join(profile.folder, 'server.log');
  const log = fs.openSync(logFile, 'w');
  const owned = startOwned(host.node, [host.serverMain, ...serverArguments(options)], {
    env: serverEnvironment(profile.folder, options.environment),
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const logTail = () => fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-40).join('\n');
  try {
    const port = await listeningPort(owned, logFile);
    return { port, authority: `127.0.0.1:${port}`, exited: owned.exited, logTail, stop: owned.stop };
  } catch (error) {
    await owned.stop();
    throw new Error(`The VS Code server did not start: ${String(error)}\n${logTail()}`, { cause: error });
  }
}

function serverArguments(options: ServerOptions): string[] {
  const { profile } = options;
  const flags = [
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
  ];
  if (!options.workspaceTrust) flags.push('--disable-workspace-trust');
  if (!options.keepRunning) flags.push('--enable-remote-auto-shutdown');
  if (options.development) flags.push('--enable-smoke-test-driver');
  const values: Record<string, string> = {
    host: '127.0.0.1',
    port: String(options.port ?? 0),
    'telemetry-level': 'off',
    'reconnection-grace-time': '5',
    'server-data-dir': profile.folder,
    'user-data-dir': profile.userData,
    'extensions-dir': profile.extensions,
  };
  return [...flags, ...Object.entries(values).flatMap(([name, value]) => [`--${name}`, value])];
}

async function listeningPort(owned: OwnedProcess, logFile: string): Promise<number> {
  let ended: string | undefined;
  owned.exited.then(
    (code) => (ended = `it ended with exit code ${code}`),
    (error) => (ended = String(error)),
  );
  const end = Date.now() + startMilliseconds;
  while (Date.now() < end) {
    const port = /Extension host agent listening on (\d+)/.exec(fs.readFileSync(logFile, 'utf8'))?.[1];
    if (port !== undefined) return Number(port);
    if (ended !== undefined) throw new Error(ended);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not listen within ${startMilliseconds / 1000} seconds`);
}
