import * as vscode from 'vscode';

/** What a person was asked for: in a box to type into, or in a list to choose from. */
export interface Prompt {
  readonly text: string;
  /** In a box: whether what is typed is hidden, and what stands there already. */
  readonly password?: boolean;
  readonly preset?: string;
  /** In a list. */
  readonly labels?: readonly string[];
}

/**
 * Answers boxes and lists as a person would, one after the other, while `work` runs: what is typed, or the label that is
 * chosen. `undefined` is Escape, and so is what comes after the last answer.
 *
 * @returns what was asked, in order
 */
export async function prompting(
  answers: readonly (string | undefined)[],
  work: () => Thenable<unknown>,
): Promise<Prompt[]> {
  const asked: Prompt[] = [];
  const next = () => answers[asked.length - 1];
  const restore = [
    replaced('showInputBox', async ({ prompt = '', password, value }: vscode.InputBoxOptions) => {
      asked.push({ text: prompt, password: password === true, ...(value !== undefined && { preset: value }) });
      return next();
    }),
    replaced('showQuickPick', async (items: readonly Choice[], options?: vscode.QuickPickOptions) => {
      asked.push({ text: options?.placeHolder ?? '', labels: items.map(labelOf) });
      const label = next();
      return label === undefined ? undefined : items.find((item) => labelOf(item) === label);
    }),
  ];
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  return asked;
}

/** Chooses these files wherever a file is asked for, while `work` runs. */
export async function choosingFile<T>(file: vscode.Uri | undefined, work: () => Thenable<T>): Promise<T> {
  const restore = replaced('showOpenDialog', async () => file && [file]);
  try {
    return await work();
  } finally {
    restore();
  }
}

type Choice = string | vscode.QuickPickItem;

function labelOf(item: Choice): string {
  return typeof item === 'string' ? item : item.label;
}

/** The tests and the extension share one `vscode`. */
function replaced(name: 'showInputBox' | 'showQuickPick' | 'showOpenDialog', value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(vscode.window, name);
  if (original === undefined) throw new Error(`vscode.window has no ${name}`);
  Object.defineProperty(vscode.window, name, { ...original, value });
  return () => Object.defineProperty(vscode.window, name, original);
}
