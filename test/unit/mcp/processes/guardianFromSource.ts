import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Guardian, spawnGuardian, startedWhenNeeded } from '../../../../server/mcp/guardian/guardian.ts';

/** A guardian as the bundle has it, but from its source. Writes its process id to the file, if one is named. */
export function guardianFromSource(pidFile?: string, onStart: (pid: number) => void = () => undefined): Guardian {
  return startedWhenNeeded(() => {
    const child = spawnGuardian(['--require', require.resolve('tsx/cjs'), resolve('server/mcp/guardian/main.ts')]);
    if (pidFile !== undefined && child.pid !== undefined) appendFileSync(pidFile, `${child.pid}\n`);
    if (child.pid !== undefined) onStart(child.pid);
    return child;
  });
}
