import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import type { DefinitionProblem, ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';
import { type PickerRow, pickerRows } from './pickerRows.ts';

/** What the person picked; `undefined` when it was nothing. */
export type Picked =
  | { readonly definition: ServerDefinitionSummary }
  | { readonly problem: DefinitionProblem }
  | 'type'
  | undefined;

interface Item extends vscode.QuickPickItem {
  readonly row: PickerRow;
}

const forgetButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Forget What Was Typed',
};

const typeLabel = 'Type a command or URL…';

/**
 * Offers every server that was found, by where it comes from.
 * @param current the name of the policy's server so far, which Enter takes again
 * @param forgetTyped takes a command or URL that was typed off the list
 */
export function pickServer(
  found: ServerDefinitionsResult,
  current: string | undefined,
  forgetTyped: (definition: ServerDefinitionSummary) => Promise<unknown>,
): Promise<Picked> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = 'Connect to MCP Server';
  picker.placeholder = 'Which server does this policy guard?';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = pickerRows(found, current).map(itemOf);
  const currentItem = picker.items.find(({ row }) => row.kind === 'server' && row.isCurrent);
  if (currentItem !== undefined) picker.activeItems = [currentItem];
  return new Promise((resolve) => {
    picker.onDidTriggerItemButton(async ({ item }) => {
      if (item.row.kind !== 'server' || item.row.definition.typed === undefined) return;
      picker.items = picker.items.filter((each) => each !== item);
      await forgetTyped(item.row.definition);
    });
    picker.onDidAccept(() => {
      resolve(picked(picker.selectedItems[0]?.row));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function itemOf(row: PickerRow): Item {
  switch (row.kind) {
    case 'group':
      return { label: messageLine(row.label), kind: vscode.QuickPickItemKind.Separator, row };
    case 'server':
      return {
        label: messageLine(row.definition.name),
        description: messageLine(row.description),
        detail: messageLine(row.definition.target),
        ...(row.definition.typed !== undefined && { buttons: [forgetButton] }),
        row,
      };
    case 'problem':
      return {
        label: messageLine(row.problem.server ?? row.problem.source),
        description: row.problem.server === undefined ? '' : messageLine(row.problem.source),
        detail: messageLine(row.problem.message),
        iconPath: new vscode.ThemeIcon('warning'),
        row,
      };
    case 'type':
      return { label: typeLabel, iconPath: new vscode.ThemeIcon('edit'), alwaysShow: true, row };
  }
}

function picked(row: PickerRow | undefined): Picked {
  if (row?.kind === 'server') return { definition: row.definition };
  if (row?.kind === 'problem') return { problem: row.problem };
  return row?.kind === 'type' ? 'type' : undefined;
}
