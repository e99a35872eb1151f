import * as vscode from 'vscode';
import type { PanelView } from '../../../server/protocol/panel.ts';
import { type CounterHint, counterHintsOf } from './counterHint.ts';

/** The setting that switches the hints on. */
const counterHintsSetting = 'mcpPolicy.simulator.counterHints';

/** Shows the counters of the call in the panel as faint text behind their limits, if the person wants it. */
export class CounterHints implements vscode.Disposable {
  private readonly hint = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 1.5em' },
  });
  private shown: { readonly policy: string; readonly hints: readonly CounterHint[] } | undefined;
  private readonly subscriptions = [
    this.hint,
    vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(counterHintsSetting)) this.draw();
    }),
  ];

  /** Follows what the panel shows. Text that moves under an edit takes its hints along until they are known anew. */
  show(view: PanelView): void {
    const hints = counterHintsOf(view);
    const policy = 'policy' in view ? view.policy.uri : '';
    // What is asked for anew keeps its hints; those of another policy are nothing to keep.
    if (hints === undefined && policy === this.shown?.policy) return;
    this.shown = { policy, hints: hints ?? [] };
    this.draw();
  }

  /** The panel is closed. */
  clear(): void {
    this.shown = undefined;
    this.draw();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.hint, this.optionsFor(editor.document));
    }
  }

  private optionsFor(document: vscode.TextDocument): vscode.DecorationOptions[] {
    if (this.shown === undefined || document.uri.toString() !== this.shown.policy) return [];
    if (!vscode.workspace.getConfiguration(undefined, document.uri).get(counterHintsSetting, false)) return [];
    return this.shown.hints.map(({ range: { end }, text }) => {
      const place = document.validatePosition(new vscode.Position(end.line, end.character));
      return { range: new vscode.Range(place, place), renderOptions: { after: { contentText: text } } };
    });
  }
}
