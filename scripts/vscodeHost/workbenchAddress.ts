/** What a workbench opens with; every path is absolute. */
export type WorkbenchStart = {
  /** A folder or a `.code-workspace` file; without one the window is empty. */
  workspace?: string;
  /** An extension under development, and the module with its tests. Only one of each is possible. */
  development?: { extension: string; tests: string };
};

/**
 * The address of a workbench served at an authority such as `127.0.0.1:8080`. It always names the workspace: one that the
 * server opens by default has files of another authority than the extensions see, and everything said of them is lost.
 */
export function workbenchAddress(authority: string, start: WorkbenchStart): string {
  const url = new URL(`http://${authority}/`);
  const { workspace, development } = start;
  if (workspace === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);

  if (development !== undefined) {
    const payload = [
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', remoteUri(authority, development.extension)],
      ['extensionTestsPath', remoteUri(authority, development.tests)],
    ];
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url.href;
}

function remoteUri(authority: string, file: string): string {
  return `vscode-remote://${authority}${encodeURI(file)}`;
}
