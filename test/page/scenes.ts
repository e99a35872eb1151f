import type { Page } from 'playwright-core';
import type { OpenedPanel, OpenOptions } from './browser/openPanel.ts';
import { orderPolicy, orderTools } from './policies/orderTools.ts';
import { stripePolicy } from './policies/stripePolicy.ts';

/** A state of the panel that is worth looking at. */
export interface Scene {
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

const order: OpenOptions = { text: orderPolicy, server: { knowledge: orderTools } };

/** Something wrong with every kind of field, and things that no field can show. */
const oddArguments = JSON.stringify({
  quantity: 7,
  speed: 'overnight',
  customer: { id: 5, address: { country: 'NO', place: { latitude: 59.9 } }, name: 'Ada' },
  labels: ['fragile', 2],
  gift: 'yes',
  discount: 1,
  note: null,
  coupon: 'X',
});

async function showTraffic(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Traffic' }).click();
  await page.locator('.u-over').first().waitFor();
}

async function choosePreset(page: Page, title: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: title, exact: true }).click();
}

/** A call that is allowed, 31 at one moment, a refund, and traffic. */
async function watchThree(panel: OpenedPanel): Promise<void> {
  const { page } = panel;
  await page.getByRole('button', { name: 'Watch this call' }).click();
  await callMany(panel);
  await page.getByRole('button', { name: 'Watch this call' }).click();
  await page.getByRole('combobox', { name: 'Tool' }).fill('refund');
  await page.keyboard.press('Enter');
  await page.getByText('Approval required').first().waitFor();
  await page.getByRole('button', { name: 'Watch this call' }).click();
  await page.getByRole('button', { name: 'Watched: show the watch of this call' }).waitFor();
}

/** Of four watches three fail. */
async function showWatches(panel: OpenedPanel): Promise<void> {
  const { page } = panel;
  await watchThree(panel);
  await showTraffic(page);
  await page.getByRole('button', { name: 'Watch this traffic' }).click();
  await page.getByRole('tab', { name: 'Watches' }).click();
  await page.getByRole('heading', { name: '4 watches pass' }).waitFor();
  panel.edit((text) => text.replace('"max": 30', '"max": 20').replace('"require_approval"', '"deny"'));
  await page.getByRole('heading', { name: '3 of 4 watches fail' }).waitFor();
}

export const scenes: readonly Scene[] = [
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
      await page.getByRole('button', { name: 'Arguments as JSON' }).click();
      await page.getByLabel('Arguments', { exact: true }).fill('{\n  "amount": 5000,\n  currency: "usd"\n}');
      await page.getByLabel('Time of the next call, in UTC').fill('tomorrow');
    },
  },
  {
    name: 'hints',
    play: async ({ page }) => {
      await page.getByRole('button', { name: 'Arguments as JSON' }).click();
      await page
        .getByLabel('Arguments', { exact: true })
        .fill('{\n  "amount": "5000",\n  "currency": "chf",\n  "note": 1\n}');
    },
  },
  { name: 'fields', options: order },
  {
    name: 'field-problems',
    options: order,
    play: async ({ page }) => {
      await page.getByRole('button', { name: 'Arguments as JSON' }).click();
      await page.getByLabel('Arguments', { exact: true }).fill(oddArguments);
      await page.getByRole('button', { name: 'Arguments as JSON' }).click();
    },
  },
  {
    name: 'callers',
    play: async (panel) => {
      await panel.page.getByRole('combobox', { name: 'Grant' }).fill('night-shift-agents');
      await button(panel, 'Call 30 times');
      await panel.page.getByText('30 of 30 allowed', { exact: true }).waitFor();
      await panel.page.getByRole('combobox', { name: 'Grant' }).press('ArrowDown');
    },
  },
  {
    name: 'timeout',
    play: async (panel) => {
      await panel.page.getByRole('combobox', { name: 'Server answers' }).click();
      await panel.page.getByRole('option', { name: 'timeout', exact: true }).click();
      await button(panel, 'Call 30 times');
      await panel.page.getByText('30 of 30 allowed', { exact: true }).waitFor();
      await panel.page.getByRole('combobox', { name: 'Windows' }).selectOption('sliding');
    },
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
  { name: 'traffic', play: ({ page }) => showTraffic(page) },
  {
    name: 'traffic-midnight',
    options: { text: stripePolicy.replace('"window": "minute", "max": 60', '"window": "day", "max": 200') },
    play: async ({ page }) => {
      await showTraffic(page);
      await choosePreset(page, 'Across midnight');
      await page.locator('.timeline-readout').getByText('2 Mar 23:50 to 3 Mar 00:10').waitFor();
    },
  },
  {
    name: 'traffic-mark',
    play: async ({ page }) => {
      await showTraffic(page);
      await page.getByRole('group', { name: /^Timeline/ }).press('ArrowDown');
      await page.locator('.mark-card .step').first().waitFor();
    },
  },
  {
    name: 'traffic-hover',
    play: async ({ page }) => {
      await showTraffic(page);
      await page.locator('.plot-calls .u-over').hover();
    },
  },
  {
    name: 'traffic-stream',
    play: async ({ page }) => {
      await showTraffic(page);
      await choosePreset(page, 'Two grants, 40 a minute each');
      await page.locator('.stream-face').first().click();
      await page.getByRole('textbox', { name: 'Until' }).fill('soon');
    },
  },
  {
    name: 'traffic-old',
    play: async (panel) => {
      await showTraffic(panel.page);
      panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
      await panel.page.getByText('Out of date', { exact: true }).waitFor();
    },
  },
  {
    name: 'traffic-running',
    play: async (panel) => {
      await showTraffic(panel.page);
      panel.server.trafficWaits = true;
      panel.edit((text) => `${text} `);
      await panel.page.waitForTimeout(200);
      const token = panel.server.trafficAsked.at(-1)?.token ?? '';
      panel.host.trafficProgressed({ token, done: 4_000_000, calls: 10_000_000 });
    },
  },
  { name: 'watches-empty', play: ({ page }) => page.getByRole('tab', { name: 'Watches' }).click() },
  { name: 'watched-call', play: watchThree },
  { name: 'watches', play: showWatches },
  {
    name: 'watches-open',
    play: async (panel) => {
      await showWatches(panel);
      await panel.page.locator('.watch-face').nth(1).click();
    },
  },
  {
    name: 'watches-old',
    play: async (panel) => {
      await showWatches(panel);
      panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
      await panel.page.getByText('Out of date', { exact: true }).waitFor();
    },
  },
  { name: 'no-policy', options: { showPolicy: false } },
  { name: 'loading', options: { server: { silent: true } } },
  { name: 'failed', options: { server: { failure: 'The language server is not running.' } } },
];
