import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  withAuthorizationServer,
} from '../unit/mcp/oauth/authorizationServer.ts';
import { type ProtectedServer, withProtectedServer } from '../unit/mcp/oauth/protectedServer.ts';
import { visit } from '../unit/mcp/oauth/scriptedBrowser.ts';
import { until } from '../vscode/until.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/** Where the page to sign in on seems to be. VS Code leads addresses of this computer through a tunnel of its own. */
const host = 'signin.example';

const elsewhere: AuthorizationServerOptions = {
  instead({ url }, response, issuer) {
    if (url !== '/.well-known/oauth-authorization-server') return false;
    const endpoints = { authorization_endpoint: `https://${host}/auth`, token_endpoint: `${issuer}/token` };
    const methods = { response_types_supported: ['code'], code_challenge_methods_supported: ['S256'] };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ issuer, ...endpoints, registration_endpoint: `${issuer}/reg`, ...methods }));
    return true;
  },
};

/** Has the browser find the authorization server at that host, and a person there who says yes. */
async function leadThere(context: BrowserContext, { issuer }: AuthorizationServer): Promise<void> {
  await context.route(`https://${host}/**`, async (route) => {
    const url = new URL(route.request().url().replace(`https://${host}`, issuer));
    const redirectAddress = url.searchParams.get('redirect_uri') ?? '';
    const back = await visit(url.href, redirectAddress, AbortSignal.timeout(10_000));
    await route.fulfill({ status: 302, headers: { location: back?.href ?? '' } });
  });
}

suite('A person whose server wants a sign-in', () => {
  let authorizationServer: AuthorizationServer;
  let server: ProtectedServer;
  let workbench: Workbench;
  let finish: () => void = () => undefined;
  let servers: Promise<unknown>;

  suiteSetup(async () => {
    await new Promise<void>((started, failed) => {
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      servers = withAuthorizationServer(
        (authorization) =>
          withProtectedServer(authorization, (guarded) => {
            [authorizationServer, server] = [authorization, guarded];
            started();
            return finished;
          }),
        elsewhere,
      ).catch(failed);
    });
    const workspace = workspaceCopy('test/vscode/workspace/absent', 'person-sign-in');
    const definition = { servers: { guarded: { type: 'http', url: server.url } } };
    fs.writeFileSync(path.join(workspace, '.vscode/mcp.json'), JSON.stringify(definition));
    workbench = await openWorkbench({ workspace });
    await leadThere(workbench.page.context(), authorizationServer);
    await workbench.openFile('policy.json');
  });
  suiteTeardown(async () => {
    await workbench.close();
    finish();
    await servers;
  });

  test('is told the host before the browser opens, and nothing is opened against their will', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.answerDialog('Connect');
    const { message, detail, buttons } = await workbench.readDialog();
    assert.match(message, /Sign in to the MCP server "guarded"\?/);
    assert.ok(detail.includes(`A page of ${host} is opened in your browser`), detail);
    const [mcp, issuer] = [new URL(server.url).host, new URL(authorizationServer.issuer).host];
    assert.ok(detail.includes(`The server at ${mcp} names ${issuer} as its authorization server`), detail);
    assert.ok(buttons.includes('Copy Link'));
    await workbench.answerDialog('Cancel');
    await workbench.page.locator('.notification-toast', { hasText: 'the browser did not come back' }).waitFor();
    assert.ok(!authorizationServer.visits.some(({ path }) => path === '/auth'));
  });

  test('signs in on the page of that host, and VS Code goes on by itself', async () => {
    await workbench.answerNotification('the browser did not come back', 'Try Again');
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.answerDialog('Open Browser');
    // VS Code asks by itself before it opens an address that nobody has trusted yet.
    await workbench.answerDialog('Open');
    await opened;
    await workbench.page.locator('.codelens-decoration', { hasText: 'Legacy · 1 tool' }).waitFor();
    const token = server.authorizations.at(-1)?.replace('Bearer ', '') ?? '';
    assert.ok((await authorizationServer.scopesOf(token, server.url))?.has('tools:read'));
  });

  test('is not asked again', async () => {
    const [asked, visits] = [server.authorizations.length, authorizationServer.visits.length];
    await workbench.clickCodeLens('Legacy · 1 tool');
    await until('requests to the server', () => server.authorizations.length > asked);
    assert.ok(server.authorizations.slice(asked).every((sent) => sent?.startsWith('Bearer ')));
    assert.equal(authorizationServer.visits.length, visits);
  });
});
