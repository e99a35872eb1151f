import * as vscode from 'vscode';
import { type LanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import { type ConnectParams, requests, type ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import { type ServerDefinitionSummary, typedByHand } from '../../server/protocol/serverDefinition.ts';
import type { ServerChoices } from './choice.ts';
import { type ChosenServer, chooseServer, typeServer, type Wanted } from './choosing.ts';
import { askConsent, type ConsentStore } from './consent.ts';
import type { InputAnswers } from './inputAnswers.ts';
import { askInputs } from './inputs.ts';
import type { ConnectionProgress } from './progress.ts';
import { reportNoFolder, reportUntrusted } from './report.ts';
import type { ServerStatus } from './status.ts';
import { offerTie } from './tie.ts';
import type { Watches } from './watches.ts';

/** What connecting needs of the extension. */
export interface Connecting {
  /** The running language client; starts it when it is not running yet. */
  client(): Promise<LanguageClient>;
  readonly consents: ConsentStore;
  readonly choices: ServerChoices;
  /** Where answers to inputs are kept; without it they are asked for every time. */
  readonly answers?: InputAnswers;
  readonly status: ServerStatus;
  readonly progress: ConnectionProgress;
  /** Where a connection that is kept open is remembered. */
  readonly watches: Pick<Watches, 'remember'>;
  /** Takes what was typed off the list, with all that is kept of it. Never rejects. */
  readonly forgetTyped: (policy: string, definition: ServerDefinitionSummary) => Promise<unknown>;
}

/** How a person wants to be connected. */
export interface ConnectionWish {
  /** Keeps the connection open, so that the list follows the server's. */
  readonly keepsOpen?: boolean;
  /** Asks for all inputs again: what was kept did not work. */
  readonly asksAnew?: boolean;
}

/**
 * The commands *Connect to MCP Server* and *Watch MCP Server*: finds the configured servers for the policy, asks which and
 * whether, lists the server's tools. Nothing is started before the person said yes to exactly that.
 * @param wanted the one to connect to, when it was chosen already
 */
export async function connectToServer(
  connecting: Connecting,
  uri: vscode.Uri | undefined,
  wanted?: Wanted,
  wish: ConnectionWish = {},
): Promise<void> {
  const choose = (client: LanguageClient, policy: string) => {
    const forget = (definition: ServerDefinitionSummary) => connecting.forgetTyped(policy, definition);
    return chooseServer(client, policy, { texts: connecting.choices.typed.all(), forget }, wanted);
  };
  await connectToChosen(connecting, uri, choose, wish);
}

/** The command *Connect to a Command or URL*: the same for a server that no file describes. */
export async function connectToTyped(connecting: Connecting, uri: vscode.Uri | undefined): Promise<void> {
  await connectToChosen(connecting, uri, typeServer, {});
}

async function connectToChosen(
  connecting: Connecting,
  uri: vscode.Uri | undefined,
  choose: (client: LanguageClient, policy: string) => Promise<ChosenServer | undefined>,
  wish: ConnectionWish,
): Promise<void> {
  if (!vscode.workspace.isTrusted) return reportUntrusted();
  if (uri === undefined || !belongsToFolder(uri)) return reportNoFolder();
  const client = await connecting.client();
  const policy = uri.toString();
  const chosen = await choose(client, policy);
  if (chosen === undefined) return;
  if (!(await askConsent(chosen.definition, connecting.consents, wish.keepsOpen === true))) return;
  const { definition, found } = chosen;
  const { name, source, typed, hash } = definition;
  if (typed !== undefined) await connecting.choices.typed.remember(typed);
  // What was typed is its own file: an answer for one address must not go to another.
  const kept = connecting.answers?.of(typed ?? source, hash);
  const inputs = await askInputs(definition.inputs, kept, wish.asksAnew);
  if (inputs === undefined) return;
  const connect: ConnectParams = {
    uri: policy,
    server: name,
    source,
    ...(typed !== undefined && { typed }),
    hash,
    inputs,
  };
  const heard = ({ watch }: ToolKnowledgeResult) => {
    if (watch === undefined || wish.keepsOpen !== true) return;
    connecting.watches.remember({ ...connect, inputs: definition.inputs });
  };
  const knowledge = await listTools(client, connecting, connect, wish.keepsOpen === true, heard);
  if (knowledge === undefined) return;
  if (found.tiedTo === undefined && knowledge.problem === undefined) {
    await connecting.choices.remember(policy, name);
    // A setting that others may share must not name what only this person typed.
    if (source !== typedByHand) {
      const names = found.definitions.map((each) => each.name);
      await offerTie(uri, name, names, connecting.choices.ties);
    }
  }
  await reportOutcome(connecting, uri, definition, knowledge, wish);
}

/** A document without a file belongs to the first folder, where it would be saved. */
export function belongsToFolder(uri: vscode.Uri): boolean {
  if (uri.scheme === 'untitled') return (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/**
 * Resolves to `undefined` when the person cancelled or chose anew.
 * @param heard hears the answer before anything else that the language server tells
 */
async function listTools(
  client: LanguageClient,
  { status, progress }: Pick<Connecting, 'status' | 'progress'>,
  params: ConnectParams,
  keepsOpen: boolean,
  heard: (knowledge: ToolKnowledgeResult) => void,
): Promise<ToolKnowledgeResult | undefined> {
  const request = keepsOpen ? requests.watch : requests.connect;
  const title = `Listing the tools of "${messageLine(params.server)}"`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (notification, token) => {
      status.connecting(params.server);
      const show = (tools: number) => tools > 0 && notification.report({ message: `${tools} so far` });
      try {
        return await progress.during(show, async (named) => {
          const knowledge = await client.sendRequest<ToolKnowledgeResult>(request, { ...params, token: named }, token);
          heard(knowledge);
          return knowledge;
        });
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
  wish: ConnectionWish,
): Promise<void> {
  if (knowledge.problem !== undefined) {
    const [retry, anew, edit] = ['Try Again', 'Answer Again', 'Open Definition'];
    const { what, remedy } = knowledge.problem;
    const hasKept = definition.inputs.length > 0 && connecting.answers !== undefined;
    const ways = [retry, ...(hasKept ? [anew] : []), ...(definition.source === typedByHand ? [] : [edit])];
    const answer = await vscode.window.showErrorMessage(messageText(`${what} ${remedy}`), ...ways);
    if (answer === retry || answer === anew) {
      await connectToServer(connecting, uri, definition, { ...wish, asksAnew: answer === anew });
    }
    if (answer === edit) await vscode.window.showTextDocument(vscode.Uri.file(definition.source));
    return;
  }
  if (wish.keepsOpen === true) {
    // Nothing else in front of the person says that the server goes on running.
    const name = messageLine(definition.name);
    void vscode.window.showInformationMessage(`${name} is watched: its policies tell you what changes.`);
  }
  if (knowledge.skipped.length > 0) {
    const skipped = knowledge.skipped.join('; ');
    void vscode.window.showWarningMessage(
      messageLine(`"${definition.name}" lists tools that break the protocol and were left out: ${skipped}`),
    );
  }
}
