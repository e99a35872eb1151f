import type { Page } from 'playwright-core';
import { glance, insist, isThere, settled } from './settled.ts';
import { rowsFromTop, shownTexts } from './shownText.ts';

/** The view *Tools* in the side bar, by the mouse. */
export function toolsView(page: Page) {
  const header = (title: string) =>
    page.locator('.pane-header').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const rows = page.locator('.monaco-list[aria-label="Tools"] .monaco-list-row');
  /** The row of a tool, of the server, or of a group. */
  const row = (name: string) =>
    rows.filter({ has: page.locator('.monaco-icon-name-container').getByText(name, { exact: true }) });
  const menuItem = (title: string) => page.getByRole('menuitem', { name: title, exact: true });

  /** Opens the side bar of the extension, and gives all of it to the tools. */
  async function open(): Promise<void> {
    await insist(async () => {
      if (!(await header('Tools').isVisible())) await page.getByRole('tab', { name: 'MCP Policy' }).click();
      await header('Tools').waitFor({ timeout: glance });
    });
    await expand('Tools', true);
    await expand('Simulator', false);
    await rows.first().waitFor();
  }

  async function expand(title: string, isWanted: boolean): Promise<void> {
    await insist(async () => {
      const isExpanded = (await header(title).getAttribute('aria-expanded', { timeout: glance })) === 'true';
      if (isExpanded !== isWanted) await header(title).click({ timeout: glance });
      await header(title)
        .and(page.locator(`[aria-expanded="${isWanted}"]`))
        .waitFor({ timeout: glance });
    });
  }

  /** The rows from the top, as they are seen: `label | description`. */
  async function readRows(): Promise<string[]> {
    const parts = ['.label-name', '.label-description'];
    return settled(async () => (await rowsFromTop(rows, ...parts)).map(({ texts }) => texts.join(' | ')), isThere);
  }

  /** The names alone. */
  const readNames = async () => (await readRows()).map((each) => each.split(' | ')[0] ?? '');

  /** Waits until the row is the one that is chosen. */
  const untilChosen = (name: string) => row(name).and(page.locator('.selected')).waitFor();

  /** Chooses these together while Control is held, beginning at the row of the server. */
  async function choose(server: string, names: readonly string[]): Promise<void> {
    await insist(async () => {
      // A click alone on a tool would do something.
      const [first = '', ...others] = names;
      await row(server).click({ timeout: glance });
      await row(first).click({ modifiers: ['Control'], timeout: glance });
      await row(server).click({ modifiers: ['Control'], timeout: glance });
      for (const name of others) await row(name).click({ modifiers: ['Control'], timeout: glance });
      for (const name of names) await row(name).and(page.locator('.selected')).waitFor({ timeout: glance });
    });
  }

  /** How far the icon of each row stands out from what is behind it, as WCAG counts it. */
  async function contrasts(): Promise<{ name: string; contrast: number }[]> {
    return (await page.evaluate(contrastsInPage)) as { name: string; contrast: number }[];
  }

  /** Waits until the row reads so. */
  async function untilRow(name: string, description: string): Promise<void> {
    await row(name).locator('.label-description').getByText(description, { exact: true }).waitFor();
  }

  /** Clicks in the menu that `show` opens. */
  async function clickIn(title: string, show: () => Promise<void>): Promise<void> {
    await insist(async () => {
      if (!(await menuItem(title).isVisible())) await show();
      await menuItem(title).click({ timeout: glance });
      // A menu that has just opened takes a click for the end of the one that opened it.
      await menuItem(title).waitFor({ state: 'hidden', timeout: 500 });
    });
  }

  /** Clicks in a row's menu, which opens by the other button of the mouse. */
  const clickMenu = (name: string, title: string) =>
    clickIn(title, async () => {
      // What is shown of a row that the pointer rests on covers others.
      await page.mouse.move(0, 0);
      await row(name).click({ button: 'right', timeout: glance });
    });

  /** Presses a button that a row shows under the pointer. */
  async function clickButton(name: string, title: string): Promise<void> {
    await row(name).hover();
    await row(name).getByRole('button', { name: title, exact: true }).click();
  }

  /** Presses a button of the view's title. */
  async function clickTitle(title: string): Promise<void> {
    await header('Tools').hover();
    await header('Tools').getByRole('button', { name: title, exact: true }).click();
  }

  /** Clicks in the menu behind the dots of the view's title. */
  const clickTitleMenu = (title: string) =>
    clickIn(title, async () => {
      await header('Tools').hover({ timeout: glance });
      await header('Tools').locator('.codicon-toolbar-more').click({ timeout: glance });
    });

  /** Rests on a row; resolves to what is shown then. */
  async function rest(name: string): Promise<string> {
    const box = page.locator('.workbench-hover:visible');
    await insist(async () => {
      await page.mouse.move(0, 0);
      await row(name).locator('.label-name').hover({ timeout: glance });
      await box.filter({ hasText: name }).first().waitFor({ timeout: glance });
    });
    return (await settled(() => shownTexts(box), isThere)).join('\n');
  }

  return {
    rows,
    row,
    open,
    readRows,
    readNames,
    untilChosen,
    choose,
    contrasts,
    untilRow,
    clickMenu,
    clickButton,
    clickTitle,
    clickTitleMenu,
    rest,
  };
}

/** Runs in the page. As text, since the compiler does not know a browser's names in this folder. */
const contrastsInPage = `(() => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const painted = (...colours) => {
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const { backgroundColor } = getComputedStyle(document.querySelector('.part.sidebar'));
  return [...document.querySelectorAll('.monaco-list[aria-label="Tools"] .monaco-list-row')].map((row) => {
    const { color } = getComputedStyle(row.querySelector('.custom-view-tree-node-item-icon'));
    const [one, other] = [luminance(painted(backgroundColor)), luminance(painted(backgroundColor, color))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return { name: row.getAttribute('aria-label'), contrast };
  });
})()`;
