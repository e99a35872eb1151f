import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { DefinitionInput } from '../../server/protocol/serverDefinition.ts';

/**
 * Asks for each answer that a definition wants (`${input:id}`). The answers live as long as the request that carries them.
 * `undefined` when the person gave up.
 */
export async function askInputs(inputs: readonly DefinitionInput[]): Promise<Record<string, string> | undefined> {
  const answers = new Map<string, string>();
  for (const input of inputs) {
    const answer = await askInput(input);
    if (answer === undefined) return undefined;
    answers.set(input.id, answer);
  }
  return Object.fromEntries(answers);
}

function askInput(input: DefinitionInput): Thenable<string | undefined> {
  const shared = { title: 'Connect to MCP Server', ignoreFocusOut: true };
  if (input.options !== undefined) {
    return vscode.window.showQuickPick([...input.options], { ...shared, placeHolder: messageLine(input.description) });
  }
  return vscode.window.showInputBox({
    ...shared,
    prompt: messageLine(input.description),
    password: input.password,
    ...(input.default !== undefined && { value: input.default }),
  });
}
