import * as vscode from 'vscode';

const scheme = 'mcp-policy-drift';

/** Texts that VS Code shows side by side, which can be read and not edited. They are kept as long as they are open. */
export class ComparedTexts implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registered: vscode.Disposable;
  private comparisons = 0;

  constructor() {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? '',
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  /** Opens the editor that compares two texts. */
  async show(before: string, now: string, title: string): Promise<void> {
    this.comparisons += 1;
    const sides = [this.add('snapshot', before), this.add('now', now)];
    await vscode.commands.executeCommand('vscode.diff', ...sides, title, { preview: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.texts.clear();
  }

  private add(side: string, text: string): vscode.Uri {
    // The ending of a language of ours, whose lines are wrapped: what was added to a description is at its end.
    const uri = vscode.Uri.from({ scheme, path: `/${this.comparisons}/${side}.mcptool` });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}
