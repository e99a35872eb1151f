import * as vscode from 'vscode';
import { LanguageClient, type NodeModule, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../server/protocol/requests.ts';

/** Which files are policies: two names, and what the setting adds. The server then looks at what is in them. */
export function policyGlobs(): string[] {
  const added = vscode.workspace.getConfiguration('mcpPolicy').get<unknown>('files');
  const globs = Array.isArray(added) ? added.filter((glob): glob is string => typeof glob === 'string') : [];
  return ['**/policy.json', '**/*.policy.json', ...globs];
}

/** Where policies are written. Other schemes, such as `git`, only show what was. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

export function policySelector(): { scheme: string; language: string; pattern: string }[] {
  return policyGlobs().flatMap((pattern) => schemes.map((scheme) => ({ scheme, language: 'json', pattern })));
}

export function isPolicyFile(document: vscode.TextDocument): boolean {
  return vscode.languages.match(policySelector(), document) > 0;
}

/** The client for the bundled language server. It is started when the first policy opens, not with VS Code. */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  // Asked at every start: the person may have trusted the workspace since the last one.
  const initializationOptions = (): InitializationOptions => ({
    editorReportsJsonSyntax: true,
    workspaceTrusted: vscode.workspace.isTrusted,
  });
  return new LanguageClient(
    'mcpPolicy',
    'MCP Policy Author',
    { run, debug },
    {
      documentSelector: policySelector(),
      initializationOptions,
      outputChannel,
      // The log is there for whoever looks; a failed request must not steal the focus.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: false, supportHtml: false },
    },
  );
}
