import * as vscode from 'vscode';
import { ErrorCodes, type LanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import { type ConnectParams, requests, type ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import { typedByHand } from '../../server/protocol/serverDefinition.ts';
import { belongsToFolder, type Connecting, connectToServer } from './connect.ts';
import type { InputAnswers } from './inputAnswers.ts';
import { keptInputs } from './inputs.ts';
import type { AgreedWatch, ReturnOutcome, WatchSurroundings } from './watches.ts';

/** What connections that come back need of the extension. */
export interface Returning {
  readonly connecting: () => Connecting;
  readonly answers: InputAnswers;
  /** Says what fails on its way. */
  readonly attempt: (work: Promise<unknown>) => Promise<unknown>;
}

/** How VS Code and the language server bring connections back, and what the person is told of it. */
export function watchReturn({ connecting, answers, attempt }: Returning): WatchSurroundings {
  async function watchAgain({ uri, server, source = typedByHand, typed }: AgreedWatch): Promise<void> {
    const wanted = { name: server, source, ...(typed !== undefined && { typed }) };
    await connectToServer(connecting(), vscode.Uri.parse(uri), wanted, { keepsOpen: true });
  }

  return {
    isInFolder: (uri) => belongsToFolder(vscode.Uri.parse(uri)),
    isAgreed: (hash) => connecting().consents.has(hash),
    answersTo: ({ inputs, typed, source = typedByHand, hash }) => keptInputs(inputs, answers.of(typed ?? source, hash)),
    async ask(params, signal) {
      try {
        return await asked(await connecting().client(), params, signal);
      } catch (error) {
        return afterError(error);
      }
    },
    tellEnded(watch, why) {
      const again = 'Watch Again';
      const message = messageText(`"${watch.server}" is not watched any more. ${why}`);
      void vscode.window.showWarningMessage(message, again).then((answer) => {
        if (answer === again) void attempt(watchAgain(watch));
      });
    },
    tellAllEnded(servers) {
      const reload = 'Reload Window';
      const message = [
        'The language server has ended and is not started again, so nothing is watched any more:',
        `${servers.map(messageLine).join(', ')}. Reload the window and watch again.`,
      ].join(' ');
      void vscode.window.showErrorMessage(message, reload).then((answer) => {
        if (answer === reload) void vscode.commands.executeCommand('workbench.action.reloadWindow');
      });
    },
  };
}

async function asked(client: LanguageClient, params: ConnectParams, signal: AbortSignal): Promise<ReturnOutcome> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    const { watch, problem } = await client.sendRequest<ToolKnowledgeResult>(requests.watch, params, source.token);
    if (watch !== undefined) return { state: 'kept' };
    return problem === undefined
      ? { state: 'unwanted' }
      : { state: 'refused', why: `${problem.what} ${problem.remedy}` };
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/** What a connection to the language server that ends says of questions on their way. */
const lost: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);

function afterError(error: unknown): ReturnOutcome {
  if (!(error instanceof ResponseError) || lost.has(error.code)) return { state: 'lost' };
  if (error.code === LSPErrorCodes.RequestCancelled) return { state: 'unwanted' };
  return { state: 'refused', why: error.message };
}
