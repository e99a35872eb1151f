/** The package carries no types of its own. It is `child_process.spawn` that also finds `npx.cmd` on Windows. */
declare module 'cross-spawn' {
  import type { ChildProcess, SpawnOptions } from 'node:child_process';

  export default function spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}
