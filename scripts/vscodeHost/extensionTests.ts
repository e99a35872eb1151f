import fs from 'node:fs';
import path from 'node:path';
import { isInterrupted } from '../prepare/ending.ts';
import { type OpenBrowser, openBrowser } from './browser.ts';
import type { Host } from './hostVersion.ts';
import type { Profile } from './profile.ts';
import { type Server, startServer } from './server.ts';
import { workbenchAddress } from './workbenchAddress.ts';

export type ExtensionTests = {
  host: Host;
  chromium: string;
  profile: Pick<Profile, 'folder' | 'userData' | 'extensions'>;
  workspaceTrust: boolean;
  /** A folder or a `.code-workspace` file. */
  workspace?: string;
  /** The extension under development. */
  extension: string;
  /** A CommonJS module whose `run` runs the tests inside the extension host. */
  tests: string;
  /** Folder for a screenshot and the server's log when something goes wrong. */
  artifacts: string;
  timeoutMilliseconds: number;
};

/**
 * Runs an extension's tests in a browser-hosted VS Code and resolves to the exit code that VS Code reports.
 *
 * A code of 0 is no proof of success: it is also what VS Code reports when its extension host dies. The tests must
 * leave a proof of their own.
 */
export async function runExtensionTests(run: ExtensionTests): Promise<number> {
  const server = await startServer({ ...run, development: true });
  const opened = await openBrowser(run.chromium);
  try {
    const outcome = await outcomeOf(run, server, opened);
    if (outcome.code !== 0 && !isInterrupted()) await keepEvidence(run, server, opened, outcome.problem);
    return outcome.code;
  } finally {
    await opened.close();
    await server.stop();
  }
}

type Outcome = { code: number; problem?: string };

function outcomeOf(run: ExtensionTests, server: Server, { browser, page }: OpenBrowser): Promise<Outcome> {
  const { workspace, extension, tests, timeoutMilliseconds } = run;
  return new Promise((resolve, reject) => {
    const fail = (problem: string) => resolve({ code: 1, problem });
    const seconds = timeoutMilliseconds / 1000;
    const timer = setTimeout(() => fail(`VS Code reported no result within ${seconds} seconds`), timeoutMilliseconds);
    timer.unref();
    page.on('crash', () => fail('the page of the workbench crashed'));
    browser.on('disconnected', () => fail('the browser ended'));
    server.exited.then(
      (code) => fail(`the VS Code server ended by itself (exit code ${code})`),
      (error) => fail(String(error)),
    );
    const start = { ...(workspace === undefined ? {} : { workspace }), development: { extension, tests } };
    // Functions that the workbench calls under test; they must be there before the page is.
    const verbose = process.env.MCP_POLICY_WORKBENCH_LOG === '1';
    const log = (kind: string, parts: unknown[]) => {
      if (verbose) console.error(`[workbench ${kind}]`, ...parts);
    };
    page
      .exposeFunction('codeAutomationLog', log)
      .then(() => page.exposeFunction('codeAutomationExit', (code: number) => resolve({ code })))
      .then(() => page.goto(workbenchAddress(server.authority, start), { waitUntil: 'domcontentloaded' }))
      .catch(reject);
  });
}

async function keepEvidence(run: ExtensionTests, server: Server, { page }: OpenBrowser, problem?: string) {
  fs.mkdirSync(run.artifacts, { recursive: true });
  const screenshot = path.join(run.artifacts, 'failure.png');
  fs.writeFileSync(path.join(run.artifacts, 'server.log'), server.logTail());
  if (problem !== undefined) console.error(`${problem}; the end of the server's log:\n${server.logTail()}`);
  await page.screenshot({ path: screenshot, timeout: 10_000 }).then(
    () => console.error(`Screenshot: ${screenshot}`),
    (error: unknown) => console.error(`No screenshot could be taken: ${String(error)}`),
  );
}
