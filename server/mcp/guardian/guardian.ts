import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Sees to it that a server does not outlive this process, even when this process is killed. */
export interface Guardian {
  /** From now on the server with this id and mark is ended when this process ends. Calling the result takes that back. */
  watch(pid: number, mark: string): () => void;
}

/** A guardian that ends while it has something to guard is replaced so many times in a row: perhaps it cannot run at all. */
const mostReplaced = 3;

/** One that lasted so long can run. In milliseconds. */
const lasting = 1_000;

/** A guardian that is started when it is first needed, and again when it ended since. */
export function startedWhenNeeded(start: () => ChildProcess | undefined): Guardian {
  const watched = new Map<number, string>();
  let child: ChildProcess | undefined;
  let replaced = 0;

  function begin(): void {
    const started = start();
    child = started;
    if (started === undefined) return;
    const begun = performance.now();
    const over = () => {
      if (child !== started) return;
      child = undefined;
      if (performance.now() - begun >= lasting) replaced = 0;
      if (watched.size === 0 || replaced >= mostReplaced) return;
      replaced += 1;
      begin();
    };
    // It must not keep this process from ending, nor may its own end do anything to this process.
    started.unref();
    if (started.stdin !== null && 'unref' in started.stdin && typeof started.stdin.unref === 'function') {
      started.stdin.unref();
    }
    started.stdin?.on('error', over);
    started.on('error', over);
    started.on('exit', over);
    for (const [pid, mark] of watched) say(`watch ${pid} ${mark}`);
  }

  function say(line: string): void {
    child?.stdin?.write(`${line}\n`);
  }

  return {
    watch(pid, mark) {
      watched.set(pid, mark);
      if (child === undefined) begin();
      else say(`watch ${pid} ${mark}`);
      return () => {
        if (watched.get(pid) !== mark) return;
        watched.delete(pid);
        say(`release ${pid}`);
      };
    },
  };
}

/**
 * A guardian from the bundle `guardian.js` in the folder. Where there is none nobody guards, which is told once.
 * @param warn hears of it
 */
export function guardianIn(folder: string, warn: (line: string) => void): Guardian {
  let isTold = false;
  return startedWhenNeeded(() => {
    const program = join(folder, 'guardian.js');
    if (existsSync(program)) return spawnGuardian([program]);
    if (!isTold) {
      warn(`MCP servers may outlive this process if it is killed: ${program} is missing. Install the extension anew.`);
    }
    isTold = true;
    return undefined;
  });
}

/** Run from its source, as tests do, this program has no bundles, and nothing is missing. */
const isBundle = !__filename.endsWith('.ts');

/** The guardian of this process, from the bundle beside the running one. */
export const guardian = guardianIn(__dirname, (line) => {
  if (isBundle) console.warn(line);
});

/** Starts a guardian as a session of its own, so that what ends the whole session of this process passes it by. */
export function spawnGuardian(args: readonly string[]): ChildProcess {
  const { PATH, SystemRoot } = process.env;
  return spawn(process.execPath, args, {
    // `process.execPath` is Electron inside of VS Code.
    env: { ELECTRON_RUN_AS_NODE: '1', ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }) },
    // Not in a folder that somebody may want to remove.
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
}
