import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { messageLine } from '../../server/protocol/messageText.ts';
import { requests } from '../../server/protocol/requests.ts';
import type { ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';
import type { ServerChoices } from './choice.ts';
import type { ConsentStore } from './consent.ts';
import { forgetTyped } from './forgetTyped.ts';
import type { InputAnswers } from './inputAnswers.ts';
import { keptInputs } from './inputs.ts';

/** Where something is kept of what a person typed. */
export interface TypedKeeping {
  readonly consents: ConsentStore;
  readonly answers: InputAnswers;
  readonly choices: ServerChoices;
  /** Is told the hashes of what was forgotten, for what else is kept of it. */
  readonly forgotten: (hashes: readonly string[]) => Promise<unknown>;
}

/** Takes what was typed off the list, with all that is kept of it, and says whether that was a sign-in, too. */
export async function removeTyped(
  server: LanguageClient,
  { consents, answers, choices, forgotten }: TypedKeeping,
  policy: string,
  definition: ServerDefinitionSummary,
): Promise<void> {
  const wasSignedIn = await forgetTyped(policy, definition, {
    answersTo: ({ inputs, typed, source, hash }) => keptInputs(inputs, answers.of(typed ?? source, hash)),
    async forget(hashes) {
      await consents.forget(hashes);
      await forgotten(hashes);
    },
    signOut: (params) => server.sendRequest<boolean>(requests.signOutTyped, params),
    takeOff: choices.typed.forget,
    putBack: choices.typed.remember,
  });
  if (wasSignedIn)
    void vscode.window.showInformationMessage(`You are signed out of ${messageLine(definition.target)}.`);
}
