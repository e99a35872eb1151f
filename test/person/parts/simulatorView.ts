import type { FrameLocator } from 'playwright-core';
import { glance, insist } from './settled.ts';
import { shownTexts } from './shownText.ts';

/** The simulator's view, as a person sees it. */
export function simulatorView(webview: FrameLocator) {
  const button = (name: string | RegExp) =>
    webview.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

  /** A field by its label. */
  const field = (label: string) => webview.getByLabel(label, { exact: true });

  /** Chooses from a list that opens on a click. */
  async function choose(list: string, option: string): Promise<void> {
    const wanted = webview.getByRole('option', { name: option, exact: true });
    await insist(async () => {
      // The list closes when the view behind it is drawn anew.
      if (!(await wanted.isVisible())) {
        await webview.getByRole('combobox', { name: list, exact: true }).click({ timeout: glance });
      }
      await wanted.click({ timeout: glance });
    });
  }

  /** Finds a tool by typing and takes the first one found. */
  async function chooseTool(typed: string): Promise<void> {
    const tool = webview.getByRole('combobox', { name: 'Tool', exact: true });
    await tool.fill(typed);
    await tool.press('Enter');
  }

  /** Calls once, and waits until the call is in the history. */
  async function call(): Promise<void> {
    const rows = webview.locator('.history-row');
    const before = await rows.count();
    await button('Call').click();
    await rows.nth(before).waitFor();
  }

  /** Puts the virtual clock to a moment, in UTC. */
  async function setClock(moment: string): Promise<void> {
    await field('Time of the next call, in UTC').fill(moment);
    await field('Time of the next call, in UTC').press('Enter');
  }

  /** The counters of the decision, each as `name used / max`. */
  async function counters(): Promise<string[]> {
    return shownTexts(webview.locator('.counter-head'));
  }

  return {
    tab: (name: string) => webview.getByRole('tab', { name }),
    verdict: (word: 'Allowed' | 'Denied' | 'Approval required') => webview.locator('.verdict-word', { hasText: word }),
    /** How many of equal calls were allowed, e.g. `30 of 31 allowed`. */
    tallyOfCall: (words: string) => webview.locator('.verdict .tally', { hasText: words }),
    decision: webview.locator('.decision'),
    steps: webview.locator('.chain'),
    history: webview.locator('.history-row'),
    tally: webview.locator('.run-tally'),
    runNotice: webview.locator('.run-notice'),
    timeline: webview.getByRole('group', { name: /^Timeline/ }),
    button,
    field,
    choose,
    chooseTool,
    call,
    setClock,
    counters,
    /** The moment on the clock, as it is written. */
    clock: () => field('Time of the next call, in UTC').inputValue(),
  };
}
