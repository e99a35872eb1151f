import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { editorRequests, type SignInParams, type SignInResult } from '../../server/protocol/authorization.ts';
import { messageLine } from '../../server/protocol/messageText.ts';
import { isShape, isText } from '../../server/protocol/shape.ts';
import { callbackAddress } from './callbackAddress.ts';
import { serverSecrets } from './secrets.ts';

const returnPath = '/signed-in';
const isValue = isText(100_000);
const isSignInParams = isShape<SignInParams>({
  server: isValue,
  url: isValue,
  serverHost: isValue,
  issuerHost: isValue,
  state: isValue,
});

/** The editor's half of signing in to servers: the browser, the way back from it, and the secret storage. */
export interface EditorSignIn extends vscode.Disposable {
  /** Answers this language client's requests. To be called before it is started. */
  answer(client: LanguageClient): void;
}

/** VS Code knows one handler of addresses for an extension: to be called once. */
export function registerSignIn(context: vscode.ExtensionContext): EditorSignIn {
  const address = `${vscode.env.uriScheme}://${context.extension.id}${returnPath}`;
  const secrets = serverSecrets(context.secrets);
  /** Who waits for the browser, by the `state` that it has to bring. */
  const waiting = new Map<string, (callback: string) => void>();

  const handler = vscode.window.registerUriHandler({
    handleUri({ path, query }) {
      if (path !== returnPath) return;
      const callback = callbackAddress(address, query);
      // What nobody waits for, or what somebody else made up, is no business of ours.
      waiting.get(new URL(callback).searchParams.get('state') ?? '')?.(callback);
    },
  });

  async function signIn(params: unknown, token: vscode.CancellationToken): Promise<SignInResult> {
    if (!isSignInParams(params)) throw new Error('That is no page to sign in on.');
    const how = await askToOpen(params);
    if (how === undefined || token.isCancellationRequested) return null;
    const arrival = new Promise<string>((resolve) => waiting.set(params.state, resolve));
    try {
      if (how === 'open' && !(await openExactly(params.url))) return null;
      if (how === 'copy') await vscode.env.clipboard.writeText(params.url);
      const callback = await waitedFor(arrival, params, token);
      return callback === undefined ? null : { callback };
    } finally {
      waiting.delete(params.state);
    }
  }

  return {
    answer(client) {
      client.onRequest(editorRequests.redirectAddress, async () =>
        // Unencoded: encoding would also turn the signs between the parameters of a query into parts of them.
        (await vscode.env.asExternalUri(vscode.Uri.parse(address))).toString(true),
      );
      client.onRequest(editorRequests.signIn, signIn);
      client.onRequest(editorRequests.secret, secrets.read);
      client.onRequest(editorRequests.storeSecret, secrets.store);
    },
    dispose: () => handler.dispose(),
  };
}

/** Names every host before anything is seen of them: the page is where a password will be typed. */
async function askToOpen({ server, url, serverHost, issuerHost }: SignInParams): Promise<'open' | 'copy' | undefined> {
  const { host, protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('That is no page to sign in on.');
  const open = 'Open Browser';
  const copy = 'Copy Link';
  const answer = await vscode.window.showInformationMessage(
    `Sign in to the MCP server "${messageLine(server)}"?`,
    {
      modal: true,
      detail: [
        `A page of ${messageLine(host)} is opened in your browser. Only type a password there if you know this host.`,
        `The server at ${messageLine(serverHost)} names ${messageLine(issuerHost)} as its authorization server. The token is sent to ${messageLine(serverHost)}, and to nobody else.`,
        'Afterwards the browser brings you back. What it brings is kept in VS Code’s secret storage until you sign out.',
      ].join('\n\n'),
    },
    open,
    copy,
  );
  if (answer === open) return 'open';
  return answer === copy ? 'copy' : undefined;
}

/**
 * VS Code's `Uri` decodes a query and encodes it in another way, which breaks addresses inside of addresses. A text is opened
 * as it is: the API's type does not say so, its implementation does.
 */
function openExactly(url: string): Thenable<boolean> {
  return vscode.env.openExternal(url as unknown as vscode.Uri);
}

/** Resolves to `undefined` when the person, or the language server, gave up. */
function waitedFor(
  arrival: Promise<string>,
  { server, url }: SignInParams,
  token: vscode.CancellationToken,
): Thenable<string | undefined> {
  const title = `Waiting for you to sign in to "${messageLine(server)}" at ${messageLine(new URL(url).host)}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, person) =>
      new Promise<string | undefined>((resolve) => {
        const stop = () => resolve(undefined);
        for (const each of [person, token]) each.onCancellationRequested(stop);
        if (token.isCancellationRequested) stop();
        void arrival.then(resolve);
      }),
  );
}
