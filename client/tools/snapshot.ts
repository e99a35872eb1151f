import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import type { SnapshotResult } from '../../server/protocol/requests.ts';
import { writeSnapshot } from './snapshotFile.ts';
import { type SnapshotConnection, type SnapshotServer, snapshotServer } from './snapshotServer.ts';
import { savedWords } from './snapshotWords.ts';

export interface Snapshots {
  readonly client: () => Promise<SnapshotConnection>;
  /** The policy that a command is about: the one that it was given, else the one in front of the person. */
  readonly policyOf: (argument: unknown) => vscode.Uri | undefined;
  /** Says what fails on its way. */
  readonly attempt: (work: Promise<unknown>) => Promise<unknown>;
}

const saveSnapshotCommand = 'mcpPolicy.saveToolSnapshot';
const importListCommand = 'mcpPolicy.importToolList';

/** The commands that keep a server's tools in a file: as they are known now, or as somebody captured them elsewhere. */
export function registerSnapshots({ client, policyOf, attempt }: Snapshots): vscode.Disposable {
  const server = snapshotServer(client);
  const command = (id: string, work: (policy: vscode.Uri) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (argument?: unknown) => {
      const policy = policyOf(argument);
      return policy === undefined ? reportNoPolicy() : attempt(work(policy));
    });
  return vscode.Disposable.from(
    command(saveSnapshotCommand, async (policy) => keep(await server.current(policy.toString()))),
    command(importListCommand, (policy) => importList(policy, server)),
  );
}

function reportNoPolicy(): void {
  void vscode.window.showInformationMessage('Open the policy first: a snapshot holds the tools of its server.');
}

async function keep(result: SnapshotResult): Promise<void> {
  if ('problem' in result) {
    void vscode.window.showWarningMessage(messageText(`${result.problem.what} ${result.problem.remedy}`));
    return;
  }
  const file = vscode.Uri.file(result.path);
  const writing = await writeSnapshot(file, result.text);
  if (writing === 'refused') return;
  const open = 'Open';
  const words = savedWords(vscode.workspace.asRelativePath(file), result.text, writing === 'written');
  // Nobody waits for a click on it.
  void vscode.window.showInformationMessage(words, open).then(async (answer) => {
    if (answer === open) await vscode.window.showTextDocument(file);
  });
}

async function importList(policy: vscode.Uri, server: SnapshotServer): Promise<void> {
  const text = await captured(policy);
  if (text !== undefined) await keep(await server.imported({ uri: policy.toString(), text }));
}

/** In bytes: nothing larger is read by the language server either. */
const largestFile = 32 * 1024 * 1024;

/** The text of a list: of the editor in front of the person, when it is no policy, or of a file. */
async function captured(policy: vscode.Uri): Promise<string | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const isOther = document !== undefined && document.uri.toString() !== policy.toString();
  if (document !== undefined && isOther) {
    const choice = await chosenSource(document);
    if (choice === undefined) return undefined;
    if (choice === 'editor') return document.getText();
  }
  const [file] = (await vscode.window.showOpenDialog({ title: 'Import Tool List', openLabel: 'Import' })) ?? [];
  if (file === undefined) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestFile) throw new Error(`${messageLine(file.path)} is too large to be a list of tools.`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

async function chosenSource(document: vscode.TextDocument): Promise<'editor' | 'file' | undefined> {
  const name = messageLine(vscode.workspace.asRelativePath(document.uri));
  const choices = [
    { label: `The Text of ${name}`, source: 'editor' },
    { label: 'A File…', source: 'file' },
  ] as const;
  const choice = await vscode.window.showQuickPick(choices, {
    title: 'Import Tool List',
    placeHolder: 'Where is the answer to tools/list?',
  });
  return choice?.source;
}
