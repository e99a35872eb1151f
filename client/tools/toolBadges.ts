import * as vscode from 'vscode';
import type { ShownTool } from '../../server/protocol/toolsOverview.ts';
import { toolPath } from './rows/toolPath.ts';
import { rowBadge } from './rows/toolRow.ts';

const scheme = 'mcp-policy-tool';

/** What VS Code knows a tool's row by: with its badge in it, since VS Code asks once for each address. */
export function toolUri(tool: ShownTool): vscode.Uri {
  const badge = rowBadge(tool);
  const query = badge === undefined ? '' : JSON.stringify([badge.badge, badge.colour, badge.words]);
  return vscode.Uri.from({ scheme, path: toolPath(tool.name), query });
}

/** Marks the rows of tools that changed or are suspicious with a letter and a colour, as VS Code marks changed files. */
export function registerToolBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== scheme || uri.query === '') return undefined;
      const [badge, colour, words] = JSON.parse(uri.query) as readonly string[];
      if (badge === undefined || colour === undefined) return undefined;
      return new vscode.FileDecoration(badge, words, new vscode.ThemeColor(colour));
    },
  });
}
