import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runScript } from '../prepare/ending.ts';
import { temporaryFolder } from '../prepare/temporaryFolder.ts';
import { endWithParent } from '../prepare/watchParent.ts';
import { findChromium } from './chromium.ts';
import { runExtensionTests } from './extensionTests.ts';
import { floorHost, newestHost } from './hostVersion.ts';
import { installHost } from './install.ts';

/**
 * Takes the place of a desktop VS Code's executable for `@vscode/test-electron`: understands the flags that its
 * `runTests` passes, and runs the tests in the browser-hosted VS Code instead.
 *
 * The launcher puts two arguments before them: the version of VS Code, and the workspace trust that is wanted
 * (`runTests` always passes the flag that turns it off).
 */
async function main(): Promise<number> {
  endWithParent();
  const [version, workspaceTrust, ...args] = process.argv.slice(2);
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false, // flags of a desktop VS Code that mean nothing here are let through
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
  });
  const extension = localPath(values.extensionDevelopmentPath);
  const tests = localPath(values.extensionTestsPath);
  if (extension === undefined || tests === undefined)
    throw new Error('The browser-hosted VS Code needs --extensionDevelopmentPath and --extensionTestsPath.');
  const hostVersion = [newestHost, floorHost].find(({ vscode }) => vscode === version);
  if (hostVersion === undefined) throw new Error(`There is no browser-hosted VS Code ${version}.`);

  const host = await installHost(hostVersion, console.log);
  const chromium = findChromium(console.log);
  const userData = localPath(values['user-data-dir']);
  const folder = userData === undefined ? temporaryFolder('mcp-policy-vscode').path : path.dirname(userData);
  const [workspace] = positionals;
  return runExtensionTests({
    host,
    chromium,
    profile: {
      folder,
      userData: userData ?? path.join(folder, 'user-data'),
      extensions: localPath(values['extensions-dir']) ?? path.join(folder, 'extensions'),
    },
    workspaceTrust: workspaceTrust === 'on',
    ...(workspace === undefined ? {} : { workspace: path.resolve(workspace) }),
    extension,
    tests,
    artifacts: process.env.MCP_POLICY_TEST_ARTIFACTS ?? folder,
    timeoutMilliseconds: Number(process.env.MCP_POLICY_TEST_TIMEOUT ?? 300_000),
  });
}

/** A path that is given as such or as a `file:` address. */
function localPath(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.startsWith('file:') ? fileURLToPath(value) : path.resolve(value);
}

runScript(main);
