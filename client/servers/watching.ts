import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { messageLine } from '../../server/protocol/messageText.ts';
import { type DocumentParams, requests, type ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import type { ServerStatus } from './status.ts';

/** The command *Stop Watching MCP Server*: ends the connection that is kept open for the policy's server. */
export async function stopWatching(client: LanguageClient, status: ServerStatus, uri: vscode.Uri): Promise<void> {
  const params: DocumentParams = { uri: uri.toString() };
  const { watch, definition } = await client.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, params);
  if (watch === undefined) {
    void vscode.window.showInformationMessage('No MCP server is watched for this policy.');
    return;
  }
  await client.sendRequest(requests.unwatch, params);
  await status.refresh();
  const server = messageLine(definition ?? 'The MCP server');
  void vscode.window.showInformationMessage(`${server} is not watched any more. Its last list stays.`);
}
