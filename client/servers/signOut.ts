import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type DocumentParams, requests } from '../../server/protocol/requests.ts';

/** The command *Sign Out*: forgets the tokens for the server behind the policy, and has them revoked where it can. */
export async function signOut(client: LanguageClient, policy: vscode.Uri): Promise<void> {
  const params: DocumentParams = { uri: policy.toString() };
  const wasSignedIn = await client.sendRequest<boolean>(requests.signOut, params);
  void vscode.window.showInformationMessage(
    wasSignedIn
      ? 'You are signed out of this policy’s MCP server. Connect to it to sign in again.'
      : 'Nobody is signed in to this policy’s MCP server.',
  );
}
