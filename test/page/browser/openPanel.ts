import type { Page } from 'playwright-core';
import type { HostAction } from '../../../client/simulator/panel/panelEffects.ts';
import { SimulatorPanel } from '../../../client/simulator/panel/simulatorPanel.ts';
import type { ScenarioToSave } from '../../../client/simulator/scenarios/scenarioSteps.ts';
import { openBrowser } from '../../../scripts/vscodeHost/browser.ts';
import { findChromium } from '../../../scripts/vscodeHost/chromium.ts';
import type { SourceRange } from '../../../server/protocol/simulation.ts';
import { PolicyServer } from '../policies/policyServer.ts';
import { stripePolicy, stripeTools } from '../policies/stripePolicy.ts';
import { buildPage } from './buildPage.ts';
import { servePage } from './pageServer.ts';
import themes from './themes.json';

export type ThemeName = keyof typeof themes;

export const policy = {
  uri: 'file:///stripe/policy.json',
  name: 'stripe/policy.json',
  path: '/home/author/stripe/policy.json',
};

/** The moment at which every test starts. */
const startOfTest = Date.UTC(2026, 2, 2, 10, 31, 0);

/** A browser that shows the page as VS Code's webview would, with the panel's real host half behind it. */
export interface PanelBrowser {
  readonly open: (options?: OpenOptions) => Promise<OpenedPanel>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly text?: string;
  /** The language server, before anything is shown. */
  readonly server?: Partial<Pick<PolicyServer, 'knowledge' | 'silent' | 'failure'>>;
  readonly trusted?: boolean;
  readonly policyName?: string;
  /** `false`: no policy is open. */
  readonly showPolicy?: boolean;
  /** Milliseconds from the host to the page, as on a machine that has much else to do. */
  readonly onTheWay?: number;
}

export interface OpenedPanel {
  readonly page: Page;
  readonly host: SimulatorPanel;
  readonly server: PolicyServer;
  readonly edit: (change: (text: string) => string) => void;
  /** Everything the panel did to the world, and everything that went wrong on the page. */
  readonly revealed: SourceRange[];
  /** The places that were pointed at, `undefined` where none was any more. */
  readonly pointed: (SourceRange | undefined)[];
  readonly copied: string[];
  readonly saved: ScenarioToSave[];
  readonly ran: HostAction[];
  readonly reported: string[];
  readonly faults: string[];
  readonly close: () => Promise<void>;
}

export async function openPanelBrowser(): Promise<PanelBrowser> {
  const { files, surroundings } = await buildPage();
  const served = await servePage(files);
  const opened = await openBrowser(findChromium(() => undefined));
  return {
    open: (options = {}) => openPanel(opened.browser, served.origin, surroundings, options),
    close: async () => {
      await opened.close();
      served.close();
    },
  };
}

async function openPanel(
  browser: Awaited<ReturnType<typeof openBrowser>>['browser'],
  origin: string,
  surroundings: string,
  options: OpenOptions,
): Promise<OpenedPanel> {
  const { width = 300, height = 900, theme = 'dark', onTheWay } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  const server = new PolicyServer(options.text ?? stripePolicy);
  Object.assign(server, { knowledge: stripeTools, ...options.server });
  const done = { revealed: [], pointed: [], copied: [], saved: [], ran: [], reported: [], faults: [] } satisfies Record<
    string,
    unknown[]
  >;
  const did: Pick<OpenedPanel, 'revealed' | 'pointed' | 'copied' | 'saved' | 'ran' | 'reported' | 'faults'> = done;
  const kept = new Map<string, unknown>();
  // Lost with a page that is loaded anew or closed, as in VS Code.
  const deliver = (message: unknown) =>
    void page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined);
  const host = new SimulatorPanel({
    server,
    memory: { get: (key) => kept.get(key), update: async (key, value) => void kept.set(key, value) },
    now: () => startOfTest,
    isTrusted: () => options.trusted ?? true,
    post: (message) => {
      if (onTheWay === undefined) deliver(message);
      else setTimeout(() => deliver(message), onTheWay);
    },
    reveal: (_policy, range) => did.revealed.push(range),
    point: (place) => did.pointed.push(place?.range),
    copy: (text) => did.copied.push(text),
    saveScenarios: (_policy, scenarios) =>
      void scenarios.then(
        ({ scenarios: made }) => did.saved.push(...made),
        (error: unknown) => did.reported.push(String(error)),
      ),
    run: (action) => did.ran.push(action),
    report: (problem) => did.reported.push(problem),
  });
  page.on('pageerror', (error) => did.faults.push(String(error)));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && did.faults.push(line.text()));
  await page.exposeFunction('toHost', (message: unknown) => host.receive(message));
  await page.clock.setFixedTime(startOfTest);
  await page.addInitScript({ content: `window.shownTheme = ${JSON.stringify(themes[theme])};\n${surroundings}` });
  if (options.showPolicy !== false) host.showPolicy({ ...policy, name: options.policyName ?? policy.name });
  await page.goto(origin);
  return {
    page,
    host,
    server,
    edit: (change) => {
      server.text = change(server.text);
      host.policyChanged(policy.uri);
    },
    ...did,
    close: async () => {
      host.pageClosed();
      await context.close();
    },
  };
}
