import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ConsentedDefinition, ConsentStore } from './consent.ts';

interface Item extends vscode.QuickPickItem {
  readonly hashes: readonly string[];
}

/**
 * The command *Forget Trusted MCP Servers*: offers everything that the person said yes to. What is forgotten is asked about
 * again before it is started.
 * @param forgotten is told the hashes of what was forgotten, for what else is kept of it
 */
export async function forgetServers(
  consents: ConsentStore,
  forgotten: (hashes: readonly string[]) => unknown = () => undefined,
): Promise<void> {
  const known = consents.all();
  if (known.length === 0) {
    void vscode.window.showInformationMessage('No MCP server is remembered as trusted.');
    return;
  }
  const all: Item = { label: 'Forget all', hashes: known.map(({ hash }) => hash), alwaysShow: true };
  const separator: Item = { label: '', kind: vscode.QuickPickItemKind.Separator, hashes: [] };
  const picked = await vscode.window.showQuickPick([all, separator, ...known.map(itemOf)], {
    title: 'Forget Trusted MCP Servers',
    placeHolder: 'You are asked again before one of these is started',
    canPickMany: true,
    matchOnDetail: true,
  });
  const hashes = [...new Set(picked?.flatMap((item) => item.hashes))];
  if (hashes.length === 0) return;
  // The agreement goes last: what is listed here is all that leads to the rest.
  await forgotten(hashes);
  await consents.forget(hashes);
  const what = hashes.length === 1 ? 'One server is' : `${hashes.length} servers are`;
  void vscode.window.showInformationMessage(`${what} forgotten. You are asked again before one is started.`);
}

function itemOf({ hash, name, target }: ConsentedDefinition): Item {
  return {
    label: name === undefined ? `Definition ${hash.slice(0, 12)}` : messageLine(name),
    description: name === undefined ? 'agreed to in an earlier version' : '',
    detail: target === undefined ? '' : messageLine(target),
    hashes: [hash],
  };
}
