import path from 'node:path';
import { parseArgs } from 'node:util';
import { runScript } from './prepare/ending.ts';
import { freePort } from './prepare/portNumber.ts';
import { repositoryRoot, vsixFile } from './prepare/repository.ts';
import { runNpmScript } from './prepare/runNpmScript.ts';
import { findDesktop, openDesktop } from './vscodeHost/desktopWindow.ts';
import { newestHost } from './vscodeHost/hostVersion.ts';
import { installHost } from './vscodeHost/install.ts';
import { installExtension } from './vscodeHost/installExtension.ts';
import { createProfile, type Profile } from './vscodeHost/profile.ts';
import { startServer } from './vscodeHost/server.ts';
import { workbenchAddress } from './vscodeHost/workbenchAddress.ts';

const exampleWorkspace = path.join(repositoryRoot, 'examples/mcp-policy-examples.code-workspace');

/**
 * `npm start`: builds and packages the extension and opens VS Code with it and the example workspace, in a profile that
 * is gone afterwards. The desktop's `code` is used where there is one; otherwise a VS Code for the browser is served,
 * and its address printed.
 *
 *   --port N    the port of the browser-hosted VS Code; any free one by default
 *   --no-open   opens no window: serves the browser-hosted VS Code even where there is a desktop
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } });
  const port = await freePort(values.port);
  for (const script of ['build', 'package']) {
    const code = await runNpmScript(script);
    if (code !== 0) throw new Error(`npm run ${script} failed with exit code ${code}; its output is above.`);
  }
  const profile = createProfile({ 'security.workspace.trust.startupPrompt': 'once' });
  const desktop = values['no-open'] ? undefined : findDesktop();
  if (desktop !== undefined) return openDesktop(desktop, profile, vsixFile, exampleWorkspace);
  return serve(profile, port);
}

async function serve(profile: Profile, port: number): Promise<number> {
  const host = await installHost(newestHost, console.log);
  await installExtension(host, profile, vsixFile);
  const server = await startServer({ host, profile, port, workspaceTrust: true, keepRunning: true });
  const address = workbenchAddress(server.authority, { workspace: exampleWorkspace });
  console.log(`\nVS Code ${host.version.vscode} is ready. Open this address in a browser on this computer:\n`);
  console.log(`    ${address}\n`);
  console.log('Trust the authors of the examples, open a policy.json and click "Connect to MCP Server" in it.');
  console.log('Ctrl+C here ends it.');
  const code = await server.exited;
  throw new Error(`The VS Code server ended by itself (exit code ${code}):\n${server.logTail()}`);
}

runScript(main);
