/** Runs in the page before everything else: what VS Code puts into every webview, taken from VS Code 1.139. */

interface Surroundings {
  readonly shownTheme: { readonly kind: string; readonly tokens: Readonly<Record<string, string>> };
  readonly toHost: (message: unknown) => void;
  acquireVsCodeApi: () => unknown;
}

// The harness puts these members there; the browser's own type of `window` cannot know them.
const surroundings = window as unknown as Surroundings;

const defaults = new CSSStyleSheet();
defaults.replaceSync(`@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
    margin: 0; padding: 0 20px;
  }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
}
html { background-color: var(--vscode-sideBar-background); }`);
document.adoptedStyleSheets = [defaults];

document.addEventListener('DOMContentLoaded', () => {
  const { kind, tokens } = surroundings.shownTheme;
  for (const [name, value] of Object.entries(tokens)) document.documentElement.style.setProperty(name, value);
  document.body.className = kind;
  document.body.dataset.vscodeThemeKind = kind;
});

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  console.error(`Content-Security-Policy: ${violatedDirective} blocked ${blockedURI}`);
});

surroundings.acquireVsCodeApi = () => ({
  postMessage: (message: unknown) => surroundings.toHost(message),
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
  setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
});
