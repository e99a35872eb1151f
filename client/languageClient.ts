import type * as vscode from 'vscode';
import { Uri, workspace } from 'vscode';
import { LanguageClient, type NodeModule, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../server/protocol/requests.ts';
import { goingOn } from './completion.ts';
import { explanationLink } from './explanation.ts';
import { synchronisedSelector } from './policyFiles.ts';

/**
 * The client for the bundled language server. It is started when the first policy opens, not with VS Code.
 * @param chosenServers asked for at every start, by the policy's URI
 */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
  chosenServers: () => Readonly<Record<string, string>>,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  // Asked at every start: the person may have trusted the workspace since the last one.
  const initializationOptions = (): InitializationOptions => ({
    editorReportsJsonSyntax: true,
    workspaceTrusted: workspace.isTrusted,
    chosenServers: chosenServers(),
    signsIn: true,
    memoryFolder: Uri.joinPath(context.globalStorageUri, 'lists').fsPath,
    // The editor's storage for extensions lies in the folder of the user's settings.
    userFolder: Uri.joinPath(context.globalStorageUri, '..', '..').fsPath,
  });
  return new LanguageClient(
    'mcpPolicy',
    'MCP Policy Author',
    { run, debug },
    {
      documentSelector: synchronisedSelector(),
      initializationOptions,
      outputChannel,
      // The log is there for whoever looks; a failed request must not steal the focus.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(explanationLink)),
        provideCompletionItem: async (document, position, context, token, next) =>
          goingOn(await next(document, position, context, token)),
      },
    },
  );
}
