import type { PageMessage } from '../../server/protocol/panel.ts';
import { panelTabs } from '../../server/protocol/panel.ts';
import { isPanelForm } from '../../server/protocol/panelShape.ts';
import { isIntegerFrom, isOneOf, isOptional, isShape, isText } from '../../server/protocol/shape.ts';
import { isKeptTraffic } from '../../server/protocol/trafficPanel.ts';
import type { KeptPage } from './pageState.ts';
import type { KeptPlan } from './traffic/trafficState.ts';

/** What VS Code gives a webview's page to speak with its extension. */
interface WebviewApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

interface KeptState {
  readonly life: string;
  readonly page: KeptPage;
}

declare function acquireVsCodeApi(): WebviewApi;

const isRevision = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);

const isKeptPlan = isShape<KeptPlan>({ policy: isText(100_000), planRevision: isRevision, traffic: isKeptTraffic });

const isKeptPage = isShape<KeptPage>({
  policy: isText(100_000),
  formRevision: isRevision,
  form: isPanelForm,
  tab: isOptional(isOneOf(...panelTabs)),
  traffic: isOptional(isKeptPlan),
});

const isKeptState = isShape<KeptState>({ life: isText(100), page: isKeptPage });

/** The page's one way out, and its memory through a reload. */
export interface Host {
  readonly send: (message: PageMessage) => void;
  readonly keep: (page: KeptPage) => void;
  /** What was kept before the page was loaded again; `undefined` when that cannot be read, or is from another life. */
  readonly kept: KeptPage | undefined;
}

/**
 * Connects to VS Code. It can be called once in a page's life.
 * @param life the host's: VS Code may write a page's memory long before the host's, so that after a restart only the host's
 * can be relied upon
 */
export function connectHost(life: string): Host {
  const api = acquireVsCodeApi();
  const kept = api.getState();
  return {
    send: (message) => api.postMessage(message),
    keep: (page) => api.setState({ life, page }),
    kept: isKeptState(kept) && kept.life === life ? kept.page : undefined,
  };
}
