import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import { ComparedTexts } from './comparedTexts.ts';
import { comparisonTitle, type DriftedTool, driftChoices, driftedTool } from './driftChoices.ts';
import { type DriftConnection, type DriftServer, driftServer } from './driftServer.ts';
import { writeSnapshot } from './snapshotFile.ts';

export interface Drift {
  readonly client: () => Promise<DriftConnection>;
  /** The policy that a command is about: the one that it was given, else the one in front of the person. */
  readonly policyOf: (argument: unknown) => vscode.Uri | undefined;
  /** Says what fails on its way. */
  readonly attempt: (work: Promise<unknown>) => Promise<unknown>;
}

export const showDriftCommand = 'mcpPolicy.showDrift';
const acceptDriftCommand = 'mcpPolicy.acceptDrift';

/**
 * The commands about what changed in a policy's server. *Show* takes a policy and a tool's name, and asks where they are
 * missing; *accept* takes a policy.
 */
export function registerDrift({ client, policyOf, attempt }: Drift): vscode.Disposable {
  const texts = new ComparedTexts();
  const server = driftServer(client);
  return vscode.Disposable.from(
    texts,
    vscode.commands.registerCommand(showDriftCommand, (argument?: unknown, tool?: unknown) => {
      const policy = policyOf(argument);
      if (policy === undefined) return reportNoPolicy();
      return attempt(showDrift(policy, typeof tool === 'string' ? tool : undefined, server, texts));
    }),
    vscode.commands.registerCommand(acceptDriftCommand, (argument?: unknown) => {
      const policy = policyOf(argument);
      return policy === undefined ? reportNoPolicy() : attempt(acceptDrift(policy, server));
    }),
  );
}

function reportNoPolicy(): void {
  void vscode.window.showInformationMessage('Open a policy first: tool drift is what changed in its server.');
}

async function showDrift(
  policy: vscode.Uri,
  name: string | undefined,
  server: DriftServer,
  texts: ComparedTexts,
): Promise<void> {
  const result = await server.drift(policy.toString());
  if (result.tools.length === 0) return reportNoDrift(result.snapshot);
  const tool =
    (name === undefined ? undefined : driftedTool(result, name)) ?? (await chosenTool(policy, result, server));
  if (tool !== undefined) await texts.show(tool.before ?? '', tool.now ?? '', comparisonTitle(tool));
}

function reportNoDrift(snapshot: string | undefined): void {
  void vscode.window.showInformationMessage(
    snapshot === undefined
      ? 'There is no snapshot of this policy’s server to compare with. Connect to the server and save one.'
      : `Nothing is known to have changed since ${shownPath(snapshot)}. Connect to the server to list its tools anew.`,
  );
}

const accept = { label: '$(check) Accept all changes', description: 'Saves the tools as they are now as the snapshot' };

async function chosenTool(
  policy: vscode.Uri,
  result: Parameters<typeof driftChoices>[0],
  server: DriftServer,
): Promise<DriftedTool | undefined> {
  const choices = driftChoices(result);
  const [only] = choices;
  if (only !== undefined && choices.length === 1) return only.tool;
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick([...choices, separator, accept], {
    title: `${choices.length} tools changed since the snapshot`,
    placeHolder: 'Choose one to compare it side by side',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === accept) await acceptDrift(policy, server);
  return choices.find((choice) => choice === chosen)?.tool;
}

/** Writes the list as it is now over the snapshot: an edit like any other, which undo takes back. */
async function acceptDrift(policy: vscode.Uri, server: DriftServer): Promise<void> {
  const answer = await server.snapshot(policy.toString());
  if ('problem' in answer) {
    void vscode.window.showWarningMessage(messageText(`${answer.problem.what} ${answer.problem.remedy}`));
    return;
  }
  if ((await writeSnapshot(vscode.Uri.file(answer.path), answer.text)) === 'refused') return;
  void vscode.window.showInformationMessage(`Accepted: ${shownPath(answer.path)} holds the tools as they are now.`);
}

function shownPath(path: string): string {
  return messageLine(vscode.workspace.asRelativePath(vscode.Uri.file(path)));
}
