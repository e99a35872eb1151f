import * as vscode from 'vscode';

/** A file is a scenario file by its name. Other schemes, such as `git`, only show what was. */
const schemes = ['file', 'vscode-vfs'];

/** What came with a package is its author's to test. */
const left = '**/{node_modules,.git}/**';
const isLeft = /\/(?:node_modules|\.git)\//u;

export function isScenarioFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith('.policytest.json') && schemes.includes(uri.scheme) && !isLeft.test(uri.path);
}

/** All scenario files of the workspace folders that no setting excludes. */
export function findScenarioFiles(token?: vscode.CancellationToken): Thenable<vscode.Uri[]> {
  return vscode.workspace.findFiles('**/*.policytest.json', left, undefined, token);
}

export function isOpen(uri: vscode.Uri): boolean {
  return openDocument(uri) !== undefined;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** Whether the file is there. Where the disk cannot be asked, it counts as there. */
export async function isOnDisk(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    return !(error instanceof vscode.FileSystemError && error.code === 'FileNotFound');
  }
}

/** The text as the person sees it; `undefined` where the language server finds it itself, on the disk. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) return open.getText();
  if (uri.scheme === 'file') return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** What happens to a JSON file: scenarios, their policies, what else they need. */
export interface FileListener {
  /** It is there now, or is shown now. */
  appeared(uri: vscode.Uri): void;
  /** Its text is another one, in the editor or on the disk. */
  changed(uri: vscode.Uri): void;
  /** It is not on the disk any more. */
  gone(uri: vscode.Uri): void;
  /** It is not open any more, and what was not saved is lost. */
  closed(uri: vscode.Uri): void;
}

/** Listens to the editors and the disk. */
export function watchFiles(listener: FileListener): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.json');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => {
      listener.appeared(uri);
      if (!isOpen(uri)) listener.changed(uri);
    }),
    watcher.onDidChange((uri) => {
      // The editor tells of the text of a file that is open; that it was saved changes nothing.
      if (!isOpen(uri)) listener.changed(uri);
    }),
    watcher.onDidDelete((uri) => listener.gone(uri)),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => listener.appeared(uri)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) listener.changed(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => listener.closed(uri)),
  );
}
