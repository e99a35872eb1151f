import * as vscode from 'vscode';
import { type LanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import {
  type ConnectParams,
  type DocumentParams,
  requests,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../../server/protocol/requests.ts';
import type { ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';
import type { ServerChoices } from './choice.ts';
import { askConsent, type ConsentStore } from './consent.ts';
import { askInputs } from './inputs.ts';
import {
  reportDefinitionProblems,
  reportNoDefinition,
  reportNoFolder,
  reportTiedToNone,
  reportUntrusted,
} from './report.ts';
import type { ServerStatus } from './status.ts';

/** What connecting needs of the extension. */
export interface Connecting {
  /** The running language client; starts it when it is not running yet. */
  client(): Promise<LanguageClient>;
  readonly consents: ConsentStore;
  readonly choices: ServerChoices;
  readonly status: ServerStatus;
}

/**
 * The command *Connect to MCP Server*: finds the configured servers for the policy, asks which and whether, lists the
 * server's tools. Nothing is started before the person said yes to exactly that.
 */
export async function connectToServer(connecting: Connecting, uri: vscode.Uri | undefined): Promise<void> {
  if (!vscode.workspace.isTrusted) return reportUntrusted();
  if (uri === undefined || !belongsToFolder(uri)) return reportNoFolder();
  const client = await connecting.client();
  const params: DocumentParams = { uri: uri.toString() };
  const found = await client.sendRequest<ServerDefinitionsResult>(requests.serverDefinitions, params);
  if (found.problems.length > 0) reportDefinitionProblems(found.problems);
  if (found.definitions.length === 0) {
    if (found.problems.length === 0) await reportNoDefinition(found);
    return;
  }
  const { tiedTo } = found;
  const definitions = found.definitions.filter(({ name }) => tiedTo === undefined || name === tiedTo);
  if (definitions.length === 0 && tiedTo !== undefined) return reportTiedToNone(tiedTo, found.source);
  const definition = await pickDefinition(definitions);
  if (definition === undefined || !(await askConsent(definition, connecting.consents))) return;
  const inputs = await askInputs(definition.inputs);
  if (inputs === undefined) return;
  const connect: ConnectParams = { uri: params.uri, server: definition.name, hash: definition.hash, inputs };
  const knowledge = await listTools(client, connecting.status, connect);
  if (tiedTo === undefined && knowledge !== undefined && knowledge.problem === undefined) {
    await connecting.choices.remember(params.uri, definition.name);
  }
  if (knowledge !== undefined) await reportOutcome(connecting, uri, definition, knowledge);
}

/** A document without a file belongs to the first folder, where it would be saved. */
function belongsToFolder(uri: vscode.Uri): boolean {
  if (uri.scheme === 'untitled') return (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

async function pickDefinition(
  definitions: readonly ServerDefinitionSummary[],
): Promise<ServerDefinitionSummary | undefined> {
  if (definitions.length === 1) return definitions[0];
  const items = definitions.map((definition) => ({
    label: messageLine(definition.name),
    description: definition.transport,
    detail: messageLine(definition.target),
    definition,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Connect to MCP Server',
    placeHolder: 'Which server does this policy guard?',
    matchOnDetail: true,
  });
  return picked?.definition;
}

/** Resolves to `undefined` when the person cancelled or chose anew. */
async function listTools(
  client: LanguageClient,
  status: ServerStatus,
  params: ConnectParams,
): Promise<ToolKnowledgeResult | undefined> {
  const title = `Listing the tools of "${messageLine(params.server)}"`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      status.connecting(params.server);
      try {
        return await client.sendRequest<ToolKnowledgeResult>(requests.connect, params, token);
      } catch (error) {
        if (token.isCancellationRequested || isCancellation(error)) return undefined;
        throw error;
      } finally {
        await status.refresh();
      }
    },
  );
}

/** The person cancelled, or asked for another server while this one was slow. */
function isCancellation(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}

async function reportOutcome(
  connecting: Connecting,
  uri: vscode.Uri,
  definition: ServerDefinitionSummary,
  knowledge: ToolKnowledgeResult,
): Promise<void> {
  if (knowledge.problem !== undefined) {
    const retry = 'Try Again';
    const edit = 'Open Definition';
    const { what, remedy } = knowledge.problem;
    const answer = await vscode.window.showErrorMessage(messageText(`${what} ${remedy}`), retry, edit);
    if (answer === retry) await connectToServer(connecting, uri);
    if (answer === edit) await vscode.window.showTextDocument(vscode.Uri.file(definition.source));
    return;
  }
  if (knowledge.skipped.length > 0) {
    const skipped = knowledge.skipped.join('; ');
    void vscode.window.showWarningMessage(
      messageLine(`"${definition.name}" lists tools that break the protocol and were left out: ${skipped}`),
    );
  }
}
