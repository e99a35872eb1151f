import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import spawn from 'cross-spawn';
import type { ReadyProcess } from '../../serverConfig/definition/readyDefinition.ts';
import { LastLines } from '../faults/lastLines.ts';
import { type Guardian, guardian } from '../guardian/guardian.ts';
import { endChild, endGroupNow } from '../processes/endChild.ts';
import { markVariable, newMark } from '../processes/mark.ts';
import { processRow } from '../processes/processTable.ts';
import type { ProcessTree } from '../processes/treeMembers.ts';
import { redactor } from '../redaction.ts';
import { LineSplitter } from './lineSplitter.ts';
import { UnreadMessages } from './unreadMessages.ts';

/** The largest single message that a server may send, in bytes. Lists of 12 MB exist. */
export const maximumMessageBytes = 64 * 1024 * 1024;

/** What may wait to be read by a server, in bytes. Its own requests are answered, and it can ask without end. */
const maximumUnreadBytes = 1024 * 1024;

/** How a server process came to its end by itself. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The folder that the server should run in is missing; the operating system reports it as a missing command. */
export class MissingFolder extends Error {
  constructor(folder: string) {
    super(`${folder} is not a folder`);
    this.name = 'MissingFolder';
  }
}

/**
 * Speaks MCP with a child process over its standard input and output.
 *
 * The package's own `StdioClientTransport` ends its direct child only and cannot start it in a process group of its own:
 * `npx` leaves the server it started behind, a server its helpers. This one leads a group and ends the whole tree. It
 * also keeps what explains a failure: the exit, the last lines of stderr, lines on stdout that are no messages.
 */
export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];

  readonly #definition: ReadyProcess;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #guardian: Guardian;
  readonly #mark = newMark();
  readonly #splitter = new LineSplitter(maximumMessageBytes);
  readonly #stderr: LastLines;
  readonly #noise: LastLines;
  #child: ChildProcess | undefined;
  #tree: Promise<ProcessTree> | undefined;
  #release: (() => void) | undefined;
  #exit: ProcessExit | undefined;
  #failure: Error | undefined;
  #ending: Promise<void> | undefined;
  #isClosed = false;
  readonly #endWithUs = () => {
    if (this.#child?.pid !== undefined) endGroupNow(this.#child.pid);
  };

  /** `environment` is the whole environment of the new process, but for the mark by which it is found again. */
  constructor(definition: ReadyProcess, environment: Readonly<Record<string, string>>, guard: Guardian = guardian) {
    this.#definition = definition;
    this.#environment = environment;
    this.#guardian = guard;
    const redact = redactor(definition.secrets);
    this.#stderr = new LastLines(redact);
    this.#noise = new LastLines(redact);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What is known when something went wrong. `failure` is what made this side give the connection up. */
  get evidence() {
    return { exit: this.#exit, stderr: this.#stderr.lines, noise: this.#noise.lines, failure: this.#failure };
  }

  async start(): Promise<void> {
    const { command, args, cwd } = this.#definition;
    const folder = await stat(cwd).catch(() => undefined);
    if (folder === undefined || !folder.isDirectory()) throw new MissingFolder(cwd);
    // Given up meanwhile: nothing may start that nobody would end.
    if (this.#ending !== undefined) throw new Error('The connection is closed');
    const child = spawn(command, args, {
      cwd,
      env: { ...this.#environment, [markVariable]: this.#mark },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    this.#guard(child.pid);
    this.#listen(child);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const input = this.#child?.stdin;
      if (this.#isClosed || !input?.writable) return reject(new Error('The connection is closed'));
      if (input.writableLength > maximumUnreadBytes) {
        const failure = new UnreadMessages(`more than ${maximumUnreadBytes} bytes wait on its standard input`);
        this.giveUp(failure);
        return reject(failure);
      }
      input.write(`${JSON.stringify(message)}\n`, (error) => (error ? this.#rejectLater(reject, error) : resolve()));
    });
  }

  /** A broken pipe says less than the end of the process, which is about to be seen and rejects what is pending. */
  #rejectLater(reject: (error: Error) => void, error: Error): void {
    setTimeout(() => reject(error), 300);
  }

  /** Ends the process tree politely; resolves when it is gone. */
  close(): Promise<void> {
    return this.end(true);
  }

  /** As {@link close}; `politely: false` does not wait for a server that was given up. */
  end(politely: boolean): Promise<void> {
    this.#ending ??= this.#end(politely);
    return this.#ending;
  }

  async #end(politely: boolean): Promise<void> {
    const child = this.#child;
    const tree = await this.#tree;
    if (child !== undefined && tree !== undefined) await endChild(child, tree, politely);
    child?.stdout?.destroy();
    child?.stderr?.destroy();
    this.#release?.();
    process.off('exit', this.#endWithUs);
    this.#reportClose();
  }

  #guard(pid: number | undefined): void {
    if (pid === undefined) return;
    const mark = this.#mark;
    this.#release = this.#guardian.watch(pid, mark);
    // To ask for it takes a second on Windows, where the end does not need it.
    const row = process.platform === 'win32' ? Promise.resolve(undefined) : processRow(pid);
    this.#tree = row.then((seen) => ({ pid, started: seen?.started, mark }));
  }

  #listen(child: ChildProcess): void {
    process.once('exit', this.#endWithUs);
    child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk));
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      stream?.on('error', (error) => this.onerror?.(error));
    }
    child.on('error', (error) => this.onerror?.(error));
    child.on('exit', (code, signal) => {
      if (this.#ending === undefined) this.#exit = { code, signal };
      // `close` never comes while a grandchild holds the pipes, so it is not waited for: only for what is in them.
      setTimeout(() => this.#reportClose(), 100);
    });
    child.on('close', () => this.#reportClose());
  }

  #receive(chunk: Buffer): void {
    // Whoever is being ended may go on talking; it is no longer listened to.
    if (this.#failure !== undefined || this.#ending !== undefined) return;
    try {
      for (const line of this.#splitter.push(chunk)) {
        this.#receiveLine(line);
        if (this.#failure !== undefined) return;
      }
    } catch (error) {
      this.giveUp(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Nothing more is read from the process; whoever waits for it learns that the connection is closed, and ends it. */
  giveUp(failure: Error): void {
    this.#failure ??= failure;
    this.#child?.stdout?.pause();
    this.onerror?.(failure);
    this.#reportClose();
  }

  #receiveLine(line: string): void {
    const message = asMessage(line);
    if (message === undefined) this.#noise.addLine(line);
    else this.onmessage?.(message);
  }

  #reportClose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stderr.end();
    this.onclose?.();
  }
}

/** Servers and their runtimes print to stdout what does not belong there. The client checks the rest of a message's shape. */
function asMessage(line: string): JSONRPCMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is JSONRPCMessage {
  return typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
}
