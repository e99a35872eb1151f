import * as vscode from 'vscode';

/** Waits until the cursor rests, in milliseconds. Longer than the page waits to tell what was typed into it. */
const rest = 250;

/**
 * Tells when the person has moved the cursor: by mouse or by arrow keys, not by typing, and not when a command or this
 * extension moved it.
 */
export class CursorMoves implements vscode.Disposable {
  private readonly versions = new WeakMap<vscode.TextDocument, number>();
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(onRest: (editor: vscode.TextEditor) => void) {
    this.subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      const isTyping = this.wasEdited(textEditor.document);
      if (isTyping || !isByPerson(kind)) return;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => onRest(textEditor), rest);
    });
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.subscription.dispose();
  }

  /** True when the text is another one than at the cursor's last move. */
  private wasEdited(document: vscode.TextDocument): boolean {
    const before = this.versions.get(document);
    this.versions.set(document, document.version);
    return before !== undefined && before !== document.version;
  }
}

function isByPerson(kind: vscode.TextEditorSelectionChangeKind | undefined): boolean {
  const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
  return kind === Keyboard || kind === Mouse;
}
