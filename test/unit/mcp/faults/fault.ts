import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { type ListOptions, listTools } from '../../../../server/mcp/listing/listTools.ts';
import type {
  ReadyDefinition,
  ReadyProcess,
  ReadyUrl,
} from '../../../../server/serverConfig/definition/readyDefinition.ts';
import type { ToolList } from '../../../../server/tools/tool.ts';
import { type Answer, withHttpServer } from '../httpServer.ts';
import { faultyServer, nodeServer, withPids } from '../processes.ts';

/** A row of the table: what a server does, and what its author gets. */
export interface Fault {
  readonly name: string;
  /** Makes the server, lets somebody connect to it, and looks whether anything of it is left. */
  readonly server: FaultyServer;
  /** In milliseconds, for everything together. */
  readonly timeout?: number;
  /** Something of it ignores every wish and has to be killed, which takes its time. */
  readonly kills?: true;
  /** How the list is asked for; `listTools` unless the row says otherwise. */
  readonly ask?: typeof listTools;
  /** The words that the author gets: what happened, and what to do. */
  readonly told?: { readonly what: RegExp; readonly remedy: RegExp };
  /** What is read all the same. */
  readonly read?: (list: ToolList) => void;
}

export type FaultyServer = <Result>(connect: (definition: ReadyDefinition) => Promise<Result>) => Promise<Result>;

/** What no message may repeat: the value of a variable, or of a header. */
export const canary = 'canary-4711';

export const ask = (definition: ReadyDefinition, options: ListOptions) => listTools(definition, options);

/** The faulty server in one of its modes; afterwards none of its processes may be left. */
export function faultyProcess(mode: string, json?: unknown): FaultyServer {
  return (connect) =>
    withoutOrphans((environment) => {
      const args = [faultyServer, mode, ...(json === undefined ? [] : [JSON.stringify(json)])];
      return connect(nodeServer(args, { environment, secrets: [{ name: 'SECRET', value: canary }] }));
    });
}

/** A definition that starts nothing, or nothing that writes its process id. */
export function definedAs(definition: Partial<ReadyProcess>): FaultyServer {
  return (connect) => connect(nodeServer([], definition));
}

async function withoutOrphans<Result>(
  work: (environment: ReadonlyMap<string, string>) => Promise<Result>,
): Promise<Result> {
  const { result, started, left } = await withPids((pidFile) =>
    work(
      new Map([
        ['PIDS', pidFile],
        ['SECRET', canary],
      ]),
    ),
  );
  assert.ok(started > 0, 'a process was started');
  assert.deepEqual(left, [], 'no process is left');
  return result;
}

/** A local HTTP server that answers every request in this way. */
export function answering(answer: Answer, change: (url: string) => string = (url) => url): FaultyServer {
  return (connect) => withHttpServer(answer, (url) => connect(urlServer(change(url))));
}

export function urlServer(url: string, transport: 'http' | 'sse' = 'http'): ReadyUrl {
  const headers = new Map([['Authorization', `Bearer ${canary}`]]);
  return {
    name: 'test server',
    transport,
    url: new URL(url),
    headers,
    secrets: [{ name: 'Authorization', value: canary }],
  };
}

export function fixture(name: string): string {
  return resolve('test/fixtures/mcp', name);
}

/** Expects these tools, and that nothing else was lost. */
export function tools(...names: readonly string[]): (list: ToolList) => void {
  return (list) => {
    assert.deepEqual(
      list.tools.map(({ name }) => name),
      names,
    );
    assert.deepEqual([list.skipped, list.cutShort], [[], undefined]);
  };
}

/** Expects these tools, and that one at the place was left out for the reason. */
export function toolsBut(position: number, reason: RegExp, ...names: readonly string[]): (list: ToolList) => void {
  return (list) => {
    assert.deepEqual(
      list.tools.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      list.skipped.map((tool) => tool.position),
      [position],
    );
    assert.match(list.skipped[0]?.reason ?? '', reason);
  };
}

/** Expects so many tools of a list that ends early, and that it says why. */
export function cutShort(count: number, why: RegExp): (list: ToolList) => void {
  return (list) => {
    assert.equal(list.tools.length, count);
    assert.match(list.cutShort ?? '', why);
  };
}
