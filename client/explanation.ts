import * as vscode from 'vscode';
import { sectionOf } from './explanationSection.ts';

/**
 * Its documents are the sections of `docs/diagnostics.md`, one for each code:
 * `mcp-policy-diagnostic:/unknown-tool.explanation`.
 */
const scheme = 'mcp-policy-diagnostic';
const viewType = 'mcpPolicy.explanation';
const decoder = new TextDecoder();

/**
 * Lets a problem's code open its section of the documentation as a page inside of VS Code, instead of the source of a
 * file. (A link from a problem may run no command.)
 */
export function explanationLink(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code !== 'object' || typeof code.value !== 'string') return diagnostic;
  diagnostic.code = { value: code.value, target: vscode.Uri.from({ scheme, path: `/${code.value}.explanation` }) };
  return diagnostic;
}

/** Shows the pages behind the links. */
export function registerExplanation(extensionUri: vscode.Uri): vscode.Disposable {
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'diagnostics.md');
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor({ uri }, { webview }) {
      const code = /^\/([a-z-]{1,100})\.explanation$/.exec(uri.path)?.[1] ?? '';
      const text = decoder.decode(await vscode.workspace.fs.readFile(page));
      const section = sectionOf(text, code) ?? `# ${code}\n\nThe documentation has no section of this name.`;
      const body: unknown = await vscode.commands.executeCommand('markdown.api.render', section);
      webview.options = { enableScripts: false, localResourceRoots: [] };
      webview.html = html(typeof body === 'string' ? body : '');
    },
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(viewType, provider),
    vscode.commands.registerCommand('mcpPolicy.explainProblems', () =>
      vscode.commands.executeCommand('markdown.showPreview', page),
    ),
  );
}

/** No script, no style but its own, nothing from anywhere else; the colours and type of the editor around it. */
function html(body: string): string {
  const nonce = crypto.randomUUID();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { max-width: 46rem; margin: 0 auto; padding: 1rem 2rem 3rem; font: var(--vscode-font-size) / 1.6 var(--vscode-font-family); color: var(--vscode-foreground); }
code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground); }
pre { padding: 0.8rem 1rem; overflow-x: auto; background: var(--vscode-textCodeBlock-background); }
pre code { padding: 0; background: none; color: inherit; line-height: 1.45; }
table { border-collapse: collapse; } th, td { padding: 0.3rem 0.7rem; border: 1px solid var(--vscode-panel-border); text-align: left; }
</style>
</head>
<body>${body}</body>
</html>`;
}
