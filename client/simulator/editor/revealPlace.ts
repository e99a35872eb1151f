import * as vscode from 'vscode';
import type { SourceRange } from '../../../server/protocol/simulation.ts';

/** Shows places of a policy: the cursor goes to the start, the whole place is tinted until the cursor moves on. */
export class PlaceRevealer implements vscode.Disposable {
  private readonly tint = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.symbolHighlightBackground'),
  });
  private cursor: vscode.Position | undefined;
  private readonly subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    // Our own move of the cursor is heard, too, after the place was tinted.
    const isStillThere = selections.every(({ active }) => this.cursor !== undefined && active.isEqual(this.cursor));
    if (!isStillThere) textEditor.setDecorations(this.tint, []);
  });

  /** In the editor that shows the policy already, else in a new one. Nothing is selected, so that typing replaces nothing. */
  async reveal(policy: string, { start, end }: SourceRange): Promise<void> {
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === policy);
    const document = open?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(policy)));
    const place = document.validateRange(new vscode.Range(start.line, start.character, end.line, end.character));
    this.cursor = place.start;
    const selection = new vscode.Range(place.start, place.start);
    const viewColumn = open?.viewColumn;
    const editor = await vscode.window.showTextDocument(document, {
      selection,
      ...(viewColumn === undefined ? {} : { viewColumn }),
    });
    editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    editor.setDecorations(this.tint, [place]);
  }

  dispose(): void {
    this.tint.dispose();
    this.subscription.dispose();
  }
}
