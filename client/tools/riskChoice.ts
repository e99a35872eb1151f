import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import type { RiskClass } from '../../server/protocol/simulation.ts';
import type { ShownTool } from '../../server/protocol/toolsOverview.ts';
import { withRiskClass } from './snapshotRisk.ts';

const classes: readonly (vscode.QuickPickItem & { readonly riskClass: RiskClass | null })[] = [
  { label: 'Read', description: 'low risk', riskClass: 'read' },
  { label: 'Write', description: 'medium risk', riskClass: 'write' },
  { label: 'Execute', description: 'high risk', riskClass: 'execute' },
  { label: 'Destructive', description: 'critical risk', riskClass: 'destructive' },
  { label: 'Financial', description: 'critical risk', riskClass: 'financial' },
  { label: 'As guessed', description: 'takes your choice back', riskClass: null },
];

const inSettings = { label: 'In the settings', description: 'mcpPolicy.riskClasses of the folder' };
const inSnapshot = { label: 'In the snapshot', description: 'for everyone and for CI' };

/** Asks which class tools are of, and writes it into the folder's settings or into the policy's snapshot. */
export async function setRiskClass(
  policy: vscode.Uri,
  tools: readonly ShownTool[],
  snapshot: string | undefined,
): Promise<void> {
  const [first] = tools;
  if (first === undefined) return;
  const title = `Risk class of ${tools.length === 1 ? messageLine(first.name) : `${tools.length} tools`}`;
  const guessed = tools.length === 1 ? messageText(first.risk?.reason ?? '') : '';
  const chosen = await vscode.window.showQuickPick(classes, {
    title,
    placeHolder: guessed === '' ? 'Choose a class' : guessed,
  });
  if (chosen === undefined) return;
  const names = tools.map(({ name }) => name);
  const placeHolder = `Where is “${chosen.label}” to be kept?`;
  const places = [inSettings, inSnapshot];
  const place = snapshot === undefined ? inSettings : await vscode.window.showQuickPick(places, { title, placeHolder });
  if (place === inSettings) await writeSetting(policy, names, chosen.riskClass);
  else if (place === inSnapshot && snapshot !== undefined)
    await writeSnapshot(vscode.Uri.file(snapshot), names, chosen.riskClass);
}

async function writeSetting(policy: vscode.Uri, tools: readonly string[], riskClass: RiskClass | null): Promise<void> {
  const settings = vscode.workspace.getConfiguration('mcpPolicy', policy);
  const isInFolder = vscode.workspace.getWorkspaceFolder(policy) !== undefined;
  const target = isInFolder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Global;
  const inspected = settings.inspect<Readonly<Record<string, string>>>('riskClasses');
  const before = isInFolder ? inspected?.workspaceFolderValue : inspected?.globalValue;
  const kept = Object.entries(before ?? {}).filter(([name]) => !tools.includes(name));
  const added = riskClass === null ? [] : tools.map((tool) => [tool, riskClass] as const);
  const value = Object.fromEntries([...kept, ...added]);
  await settings.update('riskClasses', Object.keys(value).length === 0 ? undefined : value, target);
}

/** An edit like any other, which undo takes back. */
async function writeSnapshot(file: vscode.Uri, tools: readonly string[], riskClass: RiskClass | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const text = withRiskClass(document.getText(), tools, riskClass);
  const name = messageLine(vscode.workspace.asRelativePath(file));
  if (text === undefined) throw new Error(`${name} is not a tool snapshot that can be changed. Save it anew.`);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(file, whole, text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save()))
    throw new Error(`${name} could not be written.`);
}
