import * as vscode from 'vscode';

/** Is cancelled as soon as one of the tokens is, until it is disposed of. */
export interface LinkedCancellation extends vscode.Disposable {
  readonly token: vscode.CancellationToken;
}

export function linkedCancellation(...tokens: readonly vscode.CancellationToken[]): LinkedCancellation {
  const source = new vscode.CancellationTokenSource();
  const subscriptions = tokens.map((token) => token.onCancellationRequested(() => source.cancel()));
  // A token that was cancelled before says so to a new listener only later.
  if (tokens.some(({ isCancellationRequested }) => isCancellationRequested)) source.cancel();
  return { token: source.token, dispose: () => vscode.Disposable.from(source, ...subscriptions).dispose() };
}
