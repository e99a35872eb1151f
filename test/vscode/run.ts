import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { endWithProcess, runScript } from '../../scripts/prepare/ending.ts';
import { plainEnvironment } from '../../scripts/prepare/environment.ts';
import { homeOfNobody } from '../../scripts/prepare/homeOfNobody.ts';
import { cacheFolder, repositoryRoot } from '../../scripts/prepare/repository.ts';
import { clearTotals, problemIn, readTotals, totalsFile } from '../../scripts/testRun/totals.ts';
import { createProfile } from '../../scripts/vscodeHost/profile.ts';
import { testExecutable } from '../../scripts/vscodeHost/testExecutable.ts';
import { bundleTests } from './bundle.ts';
import { followFile } from './followFile.ts';

/**
 * Runs the tests that need a real VS Code around them, by `@vscode/test-electron`: in a desktop VS Code where one can
 * be had, in the browser-hosted one otherwise.
 *
 *   --floor       in the oldest VS Code that the extension admits
 *   --untrusted   the suite for untrusted workspaces, in a window in Restricted Mode
 *   --extension, --workspace   instead of this repository's own
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      floor: { type: 'boolean', default: false },
      untrusted: { type: 'boolean', default: false },
      extension: { type: 'string', default: repositoryRoot },
      workspace: { type: 'string', default: path.join(repositoryRoot, 'test/vscode/workspace') },
    },
  });
  const folder = values.untrusted ? 'untrusted' : 'suite';
  const suite = `vscode-${values.untrusted ? 'untrusted' : 'trusted'}-${values.floor ? 'floor' : 'newest'}`;
  clearTotals(suite);
  const artifacts = path.join(cacheFolder, 'test/artifacts', suite);
  fs.rmSync(artifacts, { recursive: true, force: true });
  fs.mkdirSync(artifacts, { recursive: true });

  const tests = await bundleTests();
  const executable = await testExecutable({ floor: values.floor, workspaceTrust: values.untrusted });
  console.log(`Running ${suite} in the ${executable.description}`);
  const workspace = copyWorkspace(values.workspace, suite);
  const profile = createProfile({ 'security.workspace.trust.startupPrompt': 'never' });
  const output = path.join(artifacts, 'output.txt');
  const stopFollowing = followFile(output, (text) => process.stdout.write(text));
  removeLeftOverEnvironment();
  const running = runTests({
    vscodeExecutablePath: executable.path,
    extensionDevelopmentPath: path.resolve(values.extension),
    extensionTestsPath: tests,
    launchArgs: [workspace, `--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`],
    extensionTestsEnv: {
      MCP_POLICY_TEST_SUITE: suite,
      MCP_POLICY_TEST_FOLDER: folder,
      MCP_POLICY_TEST_OUTPUT: output,
      MCP_POLICY_TEST_TOTALS: totalsFile(suite),
      MCP_POLICY_TEST_ARTIFACTS: artifacts,
    },
  }).catch((error: unknown) => {
    console.error(String(error));
    return 1;
  });
  endTestsOnSignals(running);
  const code = await running;
  stopFollowing();

  const problem = problemIn(readTotals(suite)) ?? (code === 0 ? undefined : `VS Code ended with exit code ${code}`);
  if (problem !== undefined) console.error(`${suite} failed: ${problem}. See ${artifacts}`);
  return problem === undefined ? 0 : 1;
}

/** `runTests` tells VS Code to end on an interrupt only, and does not wait. The profile is removed after VS Code ended. */
function endTestsOnSignals(running: Promise<unknown>): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.kill(process.pid, 'SIGINT'));
  endWithProcess({ gently: async () => void (await running), atOnce: () => undefined });
}

/**
 * Tests may write into their workspace, so it is a copy; inside the repository, so that programs in it still find the
 * modules installed there.
 */
function copyWorkspace(source: string, suite: string): string {
  const copy = path.join(cacheFolder, 'test/workspace', suite);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(source, copy, { recursive: true });
  return copy;
}

/** `runTests` passes this process's whole environment on; what npm or another VS Code left there would disturb, and so would what its user has configured. */
function removeLeftOverEnvironment(): void {
  const plain = plainEnvironment();
  for (const name of Object.keys(process.env)) if (!(name in plain)) delete process.env[name];
  Object.assign(process.env, homeOfNobody());
}

runScript(main);
