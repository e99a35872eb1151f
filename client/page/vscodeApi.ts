import type { PageMessage } from '../../server/protocol/panel.ts';
import { isPanelForm, panelTabs } from '../../server/protocol/panel.ts';
import { isIntegerFrom, isOneOf, isOptional, isShape, isText } from '../../server/protocol/shape.ts';
import type { KeptPage } from './pageState.ts';

/** What VS Code gives a webview's page to speak with its extension. */
interface WebviewApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: KeptPage): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const isKeptPage = isShape<KeptPage>({
  policy: isText(100_000),
  formRevision: isIntegerFrom(0, Number.MAX_SAFE_INTEGER),
  form: isPanelForm,
  tab: isOptional(isOneOf(...panelTabs)),
});

/** The page's one way out, and its memory through a reload. */
export interface Host {
  readonly send: (message: PageMessage) => void;
  readonly keep: (page: KeptPage) => void;
  /** What was kept before the page was loaded again; `undefined` when that cannot be read. */
  readonly kept: KeptPage | undefined;
}

/** Connects to VS Code. It can be called once in a page's life. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  const kept = api.getState();
  return {
    send: (message) => api.postMessage(message),
    keep: (page) => api.setState(page),
    kept: isKeptPage(kept) ? kept : undefined,
  };
}
