import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { messageLine } from '../../server/protocol/messageText.ts';
import {
  type DocumentParams,
  requests,
  type ToolKnowledgeResult,
  type UnwatchDefinitionsParams,
  type WatchedServer,
} from '../../server/protocol/requests.ts';
import type { ServerStatus } from './status.ts';

/**
 * The command *Stop Watching MCP Server*: ends the connection that is kept open for the policy's server. Where there is
 * none, it offers those of other policies, which may be closed.
 */
export async function stopWatching(client: LanguageClient, status: ServerStatus, uri: vscode.Uri): Promise<void> {
  const params: DocumentParams = { uri: uri.toString() };
  const { watch, definition } = await client.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, params);
  if (watch === undefined) return stopOther(client, status);
  await client.sendRequest(requests.unwatch, params);
  await stopped(status, definition);
}

/** Whoever trusts a definition no longer has no connection to it. */
export async function stopWatchingDefinitions(client: LanguageClient, hashes: readonly string[]): Promise<void> {
  const params: UnwatchDefinitionsParams = { hashes };
  await client.sendRequest(requests.unwatchDefinitions, params);
}

async function stopOther(client: LanguageClient, status: ServerStatus): Promise<void> {
  const watched = await client.sendRequest<WatchedServer[]>(requests.watched);
  if (watched.length === 0) {
    void vscode.window.showInformationMessage('No MCP server is watched.');
    return;
  }
  const items = watched.map(({ server, folder, hash }) => ({
    label: messageLine(server),
    detail: messageLine(folder),
    server,
    hash,
  }));
  const title = 'Stop Watching MCP Server';
  const placeHolder = 'This policy’s server is not watched. Stop watching another one?';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (chosen === undefined) return;
  await stopWatchingDefinitions(client, [chosen.hash]);
  await stopped(status, chosen.server);
}

async function stopped(status: ServerStatus, name: string | undefined): Promise<void> {
  await status.refresh();
  const server = messageLine(name ?? 'The MCP server');
  void vscode.window.showInformationMessage(`${server} is not watched any more. Its last list stays.`);
}
