import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';

const storageKey = 'mcpPolicy.tieOffers';

/** More policies than anyone goes back to; the oldest are asked about again. */
const mostPolicies = 200;
const never = '*';

/** For which policies the person was asked already whether they always belong to their server. */
export interface TieOffers {
  mayAsk(policy: string): boolean;
  asked(policy: string): Thenable<void>;
  /** The person wants not to be asked again, of whichever policy. */
  stop(): Thenable<void>;
}

export function tieOffers(memento: vscode.Memento): TieOffers {
  const kept = (): readonly unknown[] => {
    const stored = memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored : [];
  };
  return {
    mayAsk: (policy) => !kept().includes(policy) && !kept().includes(never),
    asked: (policy) => memento.update(storageKey, [...kept().slice(1 - mostPolicies), policy]),
    stop: () => memento.update(storageKey, [never]),
  };
}

/**
 * Offers, once for each policy, to write into the folder's settings that the policy belongs to the server. Only where
 * there is something to confuse: other servers, or other policies in the same folder. Resolves when the person is asked,
 * not when they answered.
 * @param serverNames the servers that could be chosen instead
 */
export async function offerTie(
  policy: vscode.Uri,
  server: string,
  serverNames: readonly string[],
  offers: TieOffers,
): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(policy);
  const key = policy.toString();
  if (folder === undefined || policy.scheme === 'untitled' || !offers.mayAsk(key)) return;
  const hasOthers = serverNames.some((name) => name !== server) || (await policiesBeside(policy)) > 1;
  if (!hasOthers) return;
  await offers.asked(key);
  const always = messageLine(`Always Use "${server}"`);
  const stop = "Don't Ask Again";
  const file = policy.path.slice(policy.path.lastIndexOf('/') + 1);
  const question = messageLine(`Does ${file} always belong to the MCP server "${server}"?`);
  void vscode.window.showInformationMessage(question, always, stop).then(async (answer) => {
    if (answer === always) await tie(policy, folder, server);
    if (answer === stop) await offers.stop();
  });
}

async function policiesBeside(policy: vscode.Uri): Promise<number> {
  const folder = vscode.Uri.joinPath(policy, '..');
  const pattern = new vscode.RelativePattern(folder, '{policy.json,*.policy.json}');
  return (await vscode.workspace.findFiles(pattern, null, 2)).length;
}

async function tie(policy: vscode.Uri, folder: vscode.WorkspaceFolder, server: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('mcpPolicy', policy);
  const own = configuration.inspect<Record<string, string>>('servers')?.workspaceFolderValue ?? {};
  const pattern = await patternFor(policy, folder);
  // The first pattern that fits counts.
  const servers = { [pattern]: server, ...own, ...(own[pattern] !== undefined && { [pattern]: server }) };
  try {
    await configuration.update('servers', servers, vscode.ConfigurationTarget.WorkspaceFolder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(messageLine(`The setting mcpPolicy.servers could not be written: ${why}`));
  }
}

/** A pattern that fits this policy alone. */
async function patternFor(policy: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<string> {
  const path = policy.path.slice(folder.uri.path.length).replace(/^\/+/, '');
  const pattern = path.replaceAll(/[*?[\]{}\\,!]/g, '\\$&');
  if (path.includes('/')) return pattern;
  const ofThatName = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, `**/${pattern}`), null, 2);
  // A pattern without a slash fits the files of that name in every folder.
  return ofThatName.length <= 1 ? pattern : `{${pattern},./${pattern}}`;
}
