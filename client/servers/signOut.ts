import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests, type ServerDefinitionsParams } from '../../server/protocol/requests.ts';

/**
 * The command *Sign Out*: forgets the tokens for the server behind the policy, and has them revoked where it can.
 * @param typed the commands and URLs that the person typed: the server may be one of these
 */
export async function signOut(client: LanguageClient, policy: vscode.Uri, typed: readonly string[]): Promise<void> {
  const params: ServerDefinitionsParams = { uri: policy.toString(), typed };
  const wasSignedIn = await client.sendRequest<boolean>(requests.signOut, params);
  void vscode.window.showInformationMessage(
    wasSignedIn
      ? 'You are signed out of this policy’s MCP server. Connect to it to sign in again.'
      : 'Nobody is signed in to this policy’s MCP server.',
  );
}
