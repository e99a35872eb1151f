import * as vscode from 'vscode';

type Ask = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/** A message that was shown, with the explanation under it. */
export interface ShownMessage {
  readonly text: string;
  readonly detail: string | undefined;
}

/**
 * Answers every message of the extension as a person would, while `work` runs. Under tests VS Code itself rejects modal
 * dialogs; the tests and the extension share one `vscode`, because both lie in the extension's folder.
 *
 * @returns what was shown, in order
 */
export async function answering(answer: string | undefined, work: () => Thenable<unknown>): Promise<ShownMessage[]> {
  const shown: ShownMessage[] = [];
  const restore = (['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] satisfies Ask[]).map((name) => {
    const original = Object.getOwnPropertyDescriptor(vscode.window, name);
    if (original === undefined) throw new Error(`vscode.window has no ${name}`);
    const value = (text: string, ...rest: (vscode.MessageOptions | string)[]): Promise<string | undefined> => {
      const options = rest.find((part) => typeof part === 'object');
      shown.push({ text, detail: options?.detail });
      return Promise.resolve(rest.find((part) => part === answer) as string | undefined);
    };
    Object.defineProperty(vscode.window, name, { ...original, value });
    return () => Object.defineProperty(vscode.window, name, original);
  });
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  return shown;
}

export function runCommand(command: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}

/** Chooses in the picker of servers, as a person would, while `work` runs. */
export async function picking<T>(label: string, work: () => Thenable<T>): Promise<T> {
  const original = Object.getOwnPropertyDescriptor(vscode.window, 'showQuickPick');
  if (original === undefined) throw new Error('vscode.window has no showQuickPick');
  const value = async (items: readonly vscode.QuickPickItem[]) => items.find((item) => item.label === label);
  Object.defineProperty(vscode.window, 'showQuickPick', { ...original, value });
  try {
    return await work();
  } finally {
    Object.defineProperty(vscode.window, 'showQuickPick', original);
  }
}
