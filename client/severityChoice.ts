import * as vscode from 'vscode';

const command = 'mcpPolicy.changeSeverity';

const levels = [
  { label: 'Off', level: 'off', description: 'Not reported' },
  { label: 'Hint', level: 'hint', description: 'Faint in the text, not in the list of problems' },
  { label: 'Information', level: 'information', description: '' },
  { label: 'Warning', level: 'warning', description: '' },
  { label: 'Error', level: 'error', description: '' },
] as const;

/** Beside the fixes of a problem: *Change how “…” is reported*, which writes the settings that decide it. */
export function registerSeverityChoice(selector: () => vscode.DocumentSelector): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, _range, { diagnostics }) {
      if (vscode.languages.match(selector(), document) === 0) return [];
      const codes = new Set(diagnostics.flatMap(codeOf));
      return [...codes].map((code) => {
        const action = new vscode.CodeAction(`Change how “${code}” is reported…`, vscode.CodeActionKind.QuickFix);
        action.command = { command, title: action.title, arguments: [code, document.uri] };
        return action;
      });
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider({ language: 'json' }, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.commands.registerCommand(command, (code: unknown, uri: unknown) =>
      typeof code === 'string' && uri instanceof vscode.Uri ? changeSeverity(code, uri) : undefined,
    ),
  );
}

function codeOf({ source, code }: vscode.Diagnostic): string[] {
  if (source !== 'MCP Policy') return [];
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? [value] : [];
}

async function changeSeverity(code: string, uri: vscode.Uri): Promise<void> {
  const title = `Report “${code}” as`;
  const level = await vscode.window.showQuickPick(levels, { title });
  if (level === undefined) return;
  const path = vscode.workspace.asRelativePath(uri, false);
  const where = await vscode.window.showQuickPick(
    [
      { label: 'In this file', description: path, isFile: true },
      { label: `In all ${kindOfFile(code)} of this workspace`, description: '', isFile: false },
    ],
    { title: `${title} ${level.level}` },
  );
  if (where === undefined) return;
  const settings = vscode.workspace.getConfiguration('mcpPolicy.diagnostics', uri);
  const target =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  if (where.isFile) {
    const all = membersOf(settings.get<unknown>('severityByFile'));
    all.set(path, Object.fromEntries(membersOf(all.get(path)).set(code, level.level)));
    await settings.update('severityByFile', Object.fromEntries(all), target);
  } else {
    const all = membersOf(settings.get<unknown>('severity')).set(code, level.level);
    await settings.update('severity', Object.fromEntries(all), target);
  }
}

function kindOfFile(code: string): string {
  return code.startsWith('scenario-') ? 'scenario files' : 'policies';
}

/** What people wrote into their settings may be anything. */
function membersOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}
