import * as vscode from 'vscode';
import type { SourceRange } from '../../../server/protocol/simulation.ts';
import type { PointedPlace } from '../panel/panelEffects.ts';

/** Tints the place that the person looks at in the panel, where the policy is in sight. It moves neither cursor nor text. */
export class Pointing implements vscode.Disposable {
  private readonly tint = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.rangeHighlightBorder'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });

  /** Points there and nowhere else; `undefined`: nowhere. */
  point(place: PointedPlace | undefined): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const isThere = editor.document.uri.toString() === place?.policy;
      editor.setDecorations(this.tint, isThere ? [rangeIn(editor.document, place.range)] : []);
    }
  }

  dispose(): void {
    this.tint.dispose();
  }
}

function rangeIn(document: vscode.TextDocument, { start, end }: SourceRange): vscode.Range {
  return document.validateRange(new vscode.Range(start.line, start.character, end.line, end.character));
}
