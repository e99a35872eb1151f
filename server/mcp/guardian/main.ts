/**
 * The guardian, bundled to `dist/guardian.js`: a small process that outlives the one which started it just long enough to
 * end its MCP servers. Whoever is killed cannot clean up, but the system closes its pipes: when the standard input of the
 * guardian ends, it ends the servers that are still listed and itself. With nothing to guard it ends itself, too.
 */
import { createInterface } from 'node:readline';
import { GuardedTrees } from './guardedTrees.ts';

/** How long a guardian without a server waits for the next one, in milliseconds. */
const idle = 2_000;

const trees = new GuardedTrees();
const lines = createInterface({ input: process.stdin });
let timer = setTimeout(leave, idle);

// What is meant for the process that is guarded, e.g. an interruption at the terminal, is not meant for its guardian.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.title = 'mcp-policy guardian';

lines.on('line', (line) => {
  trees.obey(line);
  clearTimeout(timer);
  if (trees.size === 0) timer = setTimeout(leave, idle);
});

lines.on('close', () => {
  clearTimeout(timer);
  trees.end().then(leave, leave);
});

function leave(): void {
  process.exit();
}
