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
 * @param answers the buttons that are pressed wherever they are
 * @returns what was shown, in order
 */
export async function answering(
  answers: string | readonly string[] | undefined,
  work: () => Thenable<unknown>,
): Promise<ShownMessage[]> {
  const pressed = [answers ?? []].flat();
  const shown: ShownMessage[] = [];
  const restore = (['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] satisfies Ask[]).map((name) => {
    const original = Object.getOwnPropertyDescriptor(vscode.window, name);
    if (original === undefined) throw new Error(`vscode.window has no ${name}`);
    const value = (text: string, ...rest: (vscode.MessageOptions | string)[]): Promise<string | undefined> => {
      const options = rest.find((part) => typeof part === 'object');
      shown.push({ text, detail: options?.detail });
      return Promise.resolve(
        rest.find((part) => typeof part === 'string' && pressed.includes(part)) as string | undefined,
      );
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

/**
 * Chooses in a quick pick by its label, as a person would, while `work` runs: the one that VS Code shows on its own, or
 * the picker of servers, which is really shown.
 *
 * @returns what `work` resolves to
 */
export async function picking<T>(label: string, work: () => Thenable<T>): Promise<T> {
  const restore = [
    replaced('showQuickPick', async (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) =>
      options?.canPickMany ? items.filter((item) => item.label === label) : items.find((item) => item.label === label),
    ),
    pickingIn(({ picker }) => {
      picker.activeItems = picker.items.filter((item) => item.label === label);
      return 'workbench.action.acceptSelectedQuickOpenItem';
    }),
  ];
  try {
    return await work();
  } finally {
    for (const undo of restore) undo();
  }
}

/** What the picker of servers shows while `work` runs, which is then closed: its separators begin with a dash. */
export async function offered(work: () => Thenable<unknown>): Promise<string[]> {
  let rows: string[] = [];
  const restore = pickingIn(({ picker }) => {
    const isSeparator = ({ kind }: vscode.QuickPickItem) => kind === vscode.QuickPickItemKind.Separator;
    rows = picker.items.map((item) => (isSeparator(item) ? `— ${item.label}` : item.label));
    return 'workbench.action.closeQuickOpen';
  });
  try {
    await work();
  } finally {
    restore();
  }
  return rows;
}

/** Presses the first button beside a row of the picker of servers while `work` runs, and closes the picker. */
export async function pressingButton(label: string, work: () => Thenable<unknown>): Promise<void> {
  const restore = pickingIn(({ picker, press }) => {
    const item = picker.items.find((each) => each.label === label);
    const [button] = item?.buttons ?? [];
    if (item !== undefined && button !== undefined) press({ item, button });
    return 'workbench.action.closeQuickOpen';
  });
  try {
    await work();
  } finally {
    restore();
  }
}

/** Types into an input box, as a person would, while `work` runs. */
export async function typing<T>(text: string, work: () => Thenable<T>): Promise<T> {
  const restore = replaced('showInputBox', async () => text);
  try {
    return await work();
  } finally {
    restore();
  }
}

function replaced(name: 'showQuickPick' | 'showInputBox' | 'createQuickPick', value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(vscode.window, name);
  if (original === undefined) throw new Error(`vscode.window has no ${name}`);
  Object.defineProperty(vscode.window, name, { ...original, value });
  return () => Object.defineProperty(vscode.window, name, original);
}

interface ShownPicker {
  readonly picker: vscode.QuickPick<vscode.QuickPickItem>;
  readonly press: (event: vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>) => void;
}

/** Lets a step prepare each picker that is shown, and runs the command that the step names until the picker is gone. */
function pickingIn(step: (shown: ShownPicker) => string): () => void {
  const create = vscode.window.createQuickPick;
  return replaced('createQuickPick', () => {
    const picker = create.call(vscode.window);
    let isGone = false;
    picker.onDidHide(() => {
      isGone = true;
    });
    const [show, pressed] = [picker.show.bind(picker), new vscode.EventEmitter<PressedButton>()];
    const value = {
      onDidTriggerItemButton: pressed.event,
      show() {
        show();
        void (async () => {
          // What is set on a picker reaches the window a moment later.
          for (let attempt = 0; !isGone && attempt < 50; attempt++) {
            const command = step({ picker, press: (event) => pressed.fire(event) });
            await new Promise((resolve) => setTimeout(resolve, 200));
            if (!isGone) await vscode.commands.executeCommand(command);
          }
        })();
      },
    };
    for (const [name, part] of Object.entries(value)) Object.defineProperty(picker, name, { value: part });
    return picker;
  });
}

type PressedButton = vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>;
