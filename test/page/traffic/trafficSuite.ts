import type { Locator } from 'playwright-core';
import type { OpenedPanel, OpenOptions } from '../browser/openPanel.ts';
import { isShown, open, panel } from '../panelSuite.ts';

/** Opens the panel with its traffic shown, and waits for the first run. */
export async function openTraffic(options: OpenOptions = {}): Promise<OpenedPanel> {
  const opened = await open({ height: 1_100, ...options });
  await tab('Traffic').click();
  await isShown(plot('calls'));
  return opened;
}

export function tab(name: string): Locator {
  return panel.page.getByRole('tab', { name, exact: true });
}

/** Where the pointer acts on a plot. */
export function plot(name: 'calls' | 'marks' | 'fill'): Locator {
  return panel.page.locator(`.plot-${name} .u-over`).first();
}

export function timeline(): Locator {
  return panel.page.getByRole('group', { name: /^Timeline/ });
}

export function tally(): Locator {
  return panel.page.locator('.run-tally');
}

export function readout(): Locator {
  return panel.page.locator('.timeline-readout');
}

export function card(): Locator {
  return panel.page.locator('.mark-card');
}

export async function choose(select: string, option: string): Promise<void> {
  await panel.page.getByRole('combobox', { name: select, exact: true }).click();
  await panel.page.getByRole('option', { name: option, exact: true }).click();
}

/** Waits until the run came to that. */
export async function ranTo(allowed: string, denied: string): Promise<void> {
  await isShown(tally().getByText(`${allowed} allowed`));
  await isShown(tally().getByText(`${denied} denied`));
}

/** How many pixels of a plot have roughly this colour. */
export async function pixels(name: 'calls' | 'marks' | 'fill', [red, green, blue]: readonly number[]): Promise<number> {
  return panel.page.evaluate(`(() => {
    const canvas = document.querySelector('.plot-${name} canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const near = (part, wanted) => Math.abs(data[at + part] - wanted) < 12;
      if (data[at + 3] > 200 && near(0, ${red}) && near(1, ${green}) && near(2, ${blue})) count += 1;
    }
    return count;
  })()`);
}
