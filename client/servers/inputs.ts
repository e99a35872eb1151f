import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { DefinitionInput } from '../../server/protocol/serverDefinition.ts';
import type { KeptAnswers } from './inputAnswers.ts';

/**
 * The answers that a definition wants (`${input:id}`): those that are kept, and for the others the person is asked. To be
 * called after the person agreed to the definition. `undefined` when the person gave up: then nothing new is kept.
 * @param kept where answers are kept; without it they live as long as the request that carries them
 * @param anew asks for all of them: what was kept did not work
 */
export async function askInputs(
  inputs: readonly DefinitionInput[],
  kept?: KeptAnswers,
  anew = false,
): Promise<Record<string, string> | undefined> {
  const [answers, given] = [new Map<string, string>(), new Map<string, string>()];
  for (const input of inputs) {
    const known = anew ? undefined : await kept?.get(input.id);
    const isKnown = known !== undefined && isStillAnAnswer(input, known);
    const answer = isKnown ? known : await askInput(input, kept !== undefined);
    if (answer === undefined) return undefined;
    answers.set(input.id, answer);
    if (!isKnown) given.set(input.id, answer);
  }
  for (const [id, answer] of given) await kept?.keep(id, answer);
  return Object.fromEntries(answers);
}

/** The answers that are kept: perhaps not all. Asks nobody. */
export async function keptInputs(
  inputs: readonly DefinitionInput[],
  kept: KeptAnswers,
): Promise<Record<string, string>> {
  const answers = new Map<string, string>();
  for (const input of inputs) {
    const known = await kept.get(input.id);
    if (known !== undefined && isStillAnAnswer(input, known)) answers.set(input.id, known);
  }
  return Object.fromEntries(answers);
}

function isStillAnAnswer({ options }: DefinitionInput, answer: string): boolean {
  return options === undefined || options.includes(answer);
}

function askInput(input: DefinitionInput, isKept: boolean): Thenable<string | undefined> {
  const shared = { title: 'Connect to MCP Server', ignoreFocusOut: true };
  const description = messageLine(input.description);
  if (input.options !== undefined) {
    // The first one is what Enter takes.
    const options = input.options.toSorted((a, b) => Number(b === input.default) - Number(a === input.default));
    return vscode.window.showQuickPick(options, { ...shared, placeHolder: description });
  }
  const fate = 'Your answer is kept in VS Code’s secret storage until you run “Forget Trusted MCP Servers”.';
  return vscode.window.showInputBox({
    ...shared,
    prompt: isKept ? `${description} — ${fate}` : description,
    password: input.password,
    ...(input.default !== undefined && { value: input.default }),
  });
}
