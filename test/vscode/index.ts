import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import TotalsReporter from '../../scripts/testRun/totalsReporter.ts';

/**
 * VS Code calls this in its extension host. Runs the bundled test files of the folder named by the environment. The
 * reporter leaves the totals in a file: they, not VS Code's exit code, are the result.
 *
 * What tests and the reporter print goes to a file that the runner follows: the console of an extension host ends in
 * different places in different kinds of VS Code.
 */
export async function run(): Promise<void> {
  const folder = path.join(__dirname, environment('MCP_POLICY_TEST_FOLDER'));
  redirectOutput(environment('MCP_POLICY_TEST_OUTPUT'));
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'tdd', reporter: TotalsReporter, color: false, timeout: 30_000, forbidOnly: true });
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.test.js')) mocha.addFile(path.join(folder, file));

  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The test runner did not set ${name}.`);
  return value;
}

function redirectOutput(file: string): void {
  const write = (...parts: unknown[]) => fs.appendFileSync(file, `${format(...parts)}\n`);
  Mocha.reporters.Base.consoleLog = write;
  // The extension host has made these accessors, so assigning to them is not enough.
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    Object.defineProperty(console, name, { configurable: true, writable: true, value: write });
}
