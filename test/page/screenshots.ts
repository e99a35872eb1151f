/** Pictures of the panel in each theme and width, for whoever changes how it looks: `npx tsx test/page/screenshots.ts`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/prepare/repository.ts';
import {
  type OpenedPanel,
  type OpenOptions,
  openPanelBrowser,
  type PanelBrowser,
  type ThemeName,
} from './openPanel.ts';

const folder = join(cacheFolder, 'screenshots');

interface Scene {
  readonly name: string;
  readonly options?: OpenOptions;
  readonly play?: (panel: OpenedPanel) => Promise<void>;
}

const button = (panel: OpenedPanel, name: string | RegExp) => panel.page.getByRole('button', { name }).click();

async function callMany(panel: OpenedPanel): Promise<void> {
  await panel.page.getByRole('textbox', { name: 'Times' }).fill('28');
  await panel.page.getByRole('button', { name: 'Call 28 times' }).click();
  await panel.page.getByRole('textbox', { name: 'Times' }).fill('31');
  await button(panel, 'One minute later');
  await button(panel, 'Call 31 times');
  await panel.page.getByText('30 of 31 allowed', { exact: true }).waitFor();
}

const scenes: readonly Scene[] = [
  { name: 'first' },
  { name: 'denied', play: callMany },
  {
    name: 'old',
    play: async (panel) => {
      await callMany(panel);
      panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
      await panel.page.getByText('Out of date', { exact: true }).waitFor();
    },
  },
  {
    name: 'approval',
    play: async ({ page }) => {
      await page.getByRole('combobox', { name: 'Tool' }).fill('refund');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.getByText('Approval required').first().waitFor();
    },
  },
  { name: 'picker', play: async ({ page }) => page.getByRole('combobox', { name: 'Tool' }).click() },
  {
    name: 'select',
    play: async ({ page }) => page.getByRole('combobox', { name: 'Server answers' }).click(),
  },
  {
    name: 'problems',
    play: async ({ page }) => {
      await page.getByLabel('Arguments', { exact: true }).fill('{\n  "amount": 5000,\n  currency: "usd"\n}');
      await page.getByLabel('Time of the next call, in UTC').fill('tomorrow');
    },
  },
  {
    name: 'hints',
    play: async ({ page }) =>
      page
        .getByLabel('Arguments', { exact: true })
        .fill('{\n  "amount": "5000",\n  "currency": "chf",\n  "note": 1\n}'),
  },
  {
    name: 'preview',
    play: async (panel) => {
      await callMany(panel);
      await button(panel, 'One second later');
      await panel.page.getByText('Preview, not called yet:').waitFor();
    },
  },
  {
    name: 'error',
    play: async (panel) => {
      await panel.page.getByRole('combobox', { name: 'Server answers' }).click();
      await panel.page.getByRole('option', { name: 'error', exact: true }).click();
      await button(panel, 'Call 30 times');
      await panel.page.getByText('30 of 30 allowed', { exact: true }).waitFor();
    },
  },
  {
    name: 'no-tools',
    options: {
      server: {
        knowledge: {
          state: 'unknown',
          problem: {
            what: `The server cannot be started: "npx" is not in PATH (${'/a/long/folder:'.repeat(60)}).`,
            remedy: 'Correct the command in mcp.json.',
          },
        },
      },
    },
  },
  { name: 'no-server', options: { server: { knowledge: { state: 'unknown' } } } },
  {
    name: 'untrusted',
    options: { trusted: false, server: { knowledge: { state: 'unknown' } } },
  },
  { name: 'broken', options: { text: '{ "version": "1" ' } },
  { name: 'no-policy', options: { showPolicy: false } },
  { name: 'loading', options: { server: { silent: true } } },
  { name: 'failed', options: { server: { failure: 'The language server is not running.' } } },
];

const themes: readonly ThemeName[] = ['light', 'dark', 'highContrast'];
const widths = [250, 300, 600];

async function take(browser: PanelBrowser, { name, options, play }: Scene, theme: ThemeName, width: number) {
  const panel = await browser.open({ ...options, theme, width, height: width === 600 ? 620 : 1100 });
  await panel.page.waitForTimeout(150);
  await play?.(panel);
  await panel.page.waitForTimeout(200);
  await panel.page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
  for (const fault of [...panel.faults, ...panel.reported]) console.error(`${name} ${theme} ${width}: ${fault}`);
  await panel.close();
}

/** Arguments: a theme or `all`, a width or `all`, names of scenes; without any, everything. */
async function main([wantedTheme = 'all', wantedWidth = 'all', ...names]: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openPanelBrowser();
  try {
    for (const theme of themes.filter((each) => wantedTheme === 'all' || wantedTheme === each)) {
      for (const width of widths.filter((each) => wantedWidth === 'all' || wantedWidth === String(each))) {
        for (const scene of scenes.filter(({ name }) => names.length === 0 || names.includes(name))) {
          await take(browser, scene, theme, width);
        }
      }
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
