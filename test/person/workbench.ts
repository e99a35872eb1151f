import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { homeOfNobody } from '../../scripts/prepare/homeOfNobody.ts';
import { cacheFolder, vsixFile } from '../../scripts/prepare/repository.ts';
import { openBrowser } from '../../scripts/vscodeHost/browser.ts';
import { findChromium } from '../../scripts/vscodeHost/chromium.ts';
import { newestHost } from '../../scripts/vscodeHost/hostVersion.ts';
import { installHost } from '../../scripts/vscodeHost/install.ts';
import { installExtension } from '../../scripts/vscodeHost/installExtension.ts';
import { createProfile, type Settings } from '../../scripts/vscodeHost/profile.ts';
import { startServer } from '../../scripts/vscodeHost/server.ts';
import { workbenchAddress } from '../../scripts/vscodeHost/workbenchAddress.ts';
import { editor } from './parts/editor.ts';
import { memory } from './parts/memory.ts';
import { messages } from './parts/messages.ts';
import { problems } from './parts/problems.ts';
import { quickInput } from './parts/quickInput.ts';
import { statusBar } from './parts/statusBar.ts';
import { suggestions } from './parts/suggestions.ts';
import { testView } from './parts/testView.ts';

export type Theme = 'Light Modern' | 'Dark Modern' | 'Default High Contrast' | 'Default High Contrast Light';

export type WorkbenchOptions = {
  /** A folder or a `.code-workspace` file. */
  workspace: string;
  /** The packaged extension; by default this repository's, as it was when the run began. */
  vsix?: string;
  theme?: Theme;
  settings?: Settings;
  viewport?: { width: number; height: number };
  /** Without it VS Code asks, as it does of people, whether the authors of the workspace are trusted. */
  trusted?: boolean;
  /** Where screenshots go. */
  screenshots?: string;
};

/** A window of VS Code with the packaged extension installed, and what a person can see and do in it. */
export type Workbench = ReturnType<typeof actions> & {
  page: Page;
  /** The page of the webview that is shown. */
  webview: FrameLocator;
  /** Takes a picture of the window; resolves to its file. */
  screenshot: (name: string) => Promise<string>;
  close: () => Promise<void>;
};

/** A window of a VS Code that was started for it. */
export type OwnWorkbench = Workbench & {
  /** Everything that VS Code, its extensions and its server write for their user, until it is closed. */
  profile: string;
  /**
   * Ends VS Code and its window, and starts both again for the same user: nothing is left but what was kept. Resolves to the
   * new window; the old one is of no use any more.
   */
  restart: () => Promise<OwnWorkbench>;
};

/** Opens a VS Code as its users have it: the built extension installed, nothing of a test or of development in it. */
export async function openWorkbench(options: WorkbenchOptions): Promise<OwnWorkbench> {
  const {
    vsix = process.env.MCP_POLICY_TEST_VSIX ?? vsixFile,
    theme = 'Dark Modern',
    trusted = true,
    settings = {},
  } = options;
  const host = await installHost(newestHost, console.log);
  const chromium = findChromium(console.log);
  const profile = createProfile({
    'workbench.colorTheme': theme,
    'security.workspace.trust.startupPrompt': 'always',
    ...settings,
  });
  await installExtension(host, profile, vsix);
  const browser = await openBrowser(chromium, options.viewport);
  return startIn(browser.page);

  /** In a browser the address is what a window's memory belongs to: a restart keeps to the port. */
  async function startIn(page: Page, port = 0): Promise<OwnWorkbench> {
    const server = await startServer({ host, profile, workspaceTrust: !trusted, port, environment: homeOfNobody() });
    await openPage(page, workbenchAddress(server.authority, { workspace: path.resolve(options.workspace) }));
    return {
      ...inPage(page, options),
      profile: profile.folder,
      restart: async () => {
        const closed = page.waitForEvent('close');
        await page.close({ runBeforeUnload: true });
        await closed;
        await server.stop();
        return startIn(await page.context().newPage(), server.port);
      },
      close: async () => {
        await browser.close();
        await server.stop();
        profile.remove();
      },
    };
  }
}

/** The window that an address opens, of a VS Code that runs already. */
export async function workbenchAt(
  address: string,
  chromium: string,
  options: Pick<WorkbenchOptions, 'viewport' | 'screenshots'> = {},
): Promise<Workbench> {
  const browser = await openBrowser(chromium, options.viewport);
  await openPage(browser.page, address);
  return { ...inPage(browser.page, options), close: () => browser.close() };
}

function inPage(page: Page, { screenshots }: Pick<WorkbenchOptions, 'screenshots'>): Omit<Workbench, 'close'> {
  return {
    ...actions(page),
    page,
    webview: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    screenshot: (name) => screenshot(page, screenshots ?? path.join(cacheFolder, 'test/person'), name),
  };
}

function actions(page: Page) {
  return {
    ...quickInput(page),
    ...editor(page),
    ...suggestions(page),
    ...problems(page),
    ...messages(page),
    ...memory(page),
    ...statusBar(page),
    ...testView(page),
  };
}

async function openPage(page: Page, address: string): Promise<void> {
  // tsx keeps the names of functions by a helper of this name, which functions handed to the page bring along.
  await page.addInitScript('globalThis.__name ??= (value) => value;');
  page.setDefaultTimeout(45_000);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}

async function screenshot(page: Page, folder: string, name: string): Promise<string> {
  const file = path.join(folder, `${name}.png`);
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: file });
  return file;
}
