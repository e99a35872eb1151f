import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStandardStreams } from '../lsp/serve.ts';
import { processTerminal } from './processTerminal.ts';
import { runCommandLine } from './program.ts';

/** The version of the package that this file was bundled for. */
function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

// The exit code is set, not forced: what was printed still has to be written.
runCommandLine(process.argv.slice(2), packageVersion(), processTerminal(), serveStandardStreams).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
