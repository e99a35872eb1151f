/** Where a page may load from, and the page's files as the webview names them. */
export interface PageSources {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly icons: string;
  /** Names the life of the host. What the page remembers from an earlier one is out of date: the host has its own memory. */
  readonly life: string;
}

/** The Content-Security-Policy of the page: scripts, styles and fonts of the extension itself, and nothing else at all. */
export function contentSecurityPolicy(cspSource: string): string {
  return `default-src 'none'; script-src ${cspSource}; style-src ${cspSource}; font-src ${cspSource}`;
}

/** The page. It holds no data: everything it shows arrives by message. */
export function pageHtml({ cspSource, script, style, icons, life }: PageSources): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(cspSource)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${icons}">
<link rel="stylesheet" href="${style}">
<title>Simulator</title>
</head>
<body>
<main id="page" data-life="${life}"></main>
<script src="${script}"></script>
</body>
</html>`;
}
