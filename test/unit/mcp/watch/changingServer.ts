import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ReadyProcess } from '../../../../server/serverConfig/definition/readyDefinition.ts';
import { isRunning, nodeServer } from '../processes.ts';

/** What a changing server does from now on. */
export interface Steering {
  readonly tools?: readonly string[];
  /** How often it says that its list changed. */
  readonly notify?: number;
  /** It answers `tools/list` with an error. */
  readonly refuse?: boolean;
  /** It ends with this code. */
  readonly exit?: number;
  /** It does not promise to tell of changes. */
  readonly silent?: boolean;
}

/** A server process whose tools a test changes while it runs. */
export interface ChangingServer {
  readonly definition: ReadyProcess;
  steer(steering: Steering): void;
  /** How often its list was asked for, over all its processes. */
  listings(): number;
  starts(): number;
  /** Its processes that still run. */
  left(): readonly number[];
  remove(): void;
}

export function changingServer(steering: Steering, era: 'legacy' | 'modern' = 'legacy'): ChangingServer {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
  const [steerFile, logFile] = [join(folder, 'steer.json'), join(folder, 'log')];
  const lines = (start: string) =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith(start));
  const steer = (next: Steering) => {
    // Renamed, so that the server never reads half of it.
    writeFileSync(`${steerFile}.new`, JSON.stringify({ tools: [], ...next }));
    renameSync(`${steerFile}.new`, steerFile);
  };
  writeFileSync(logFile, '');
  steer(steering);
  return {
    definition: nodeServer([resolve('test/fixtures/mcp/changing-server.mjs'), era, steerFile, logFile]),
    steer,
    listings: () => lines('list').length,
    starts: () => lines('start').length,
    left: () =>
      lines('start')
        .map((line) => Number(line.split(' ')[1]))
        .filter(isRunning),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
