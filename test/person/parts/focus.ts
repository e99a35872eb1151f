import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { settled, until } from './settled.ts';

/** No way through the view is longer than this. */
const longestWay = 100;

/** The keyboard's way through a webview's page. */
export function focus(page: Page, webview: FrameLocator) {
  const hasFocus = async () => (await webview.locator('body').evaluate('document.hasFocus()')) === true;
  const isOn = async (what: Locator) => (await what.and(webview.locator(':focus')).count()) > 0;

  /**
   * Presses Tab until the keyboard is there, and looks at each stop whether it can be seen where the keyboard is.
   *
   * @param key `Shift+Tab` goes the other way
   */
  async function tabTo(what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    // On the way from a command VS Code moves the keyboard to and fro.
    await settled(hasFocus, (isThere) => isThere);
    const passed: string[] = [];
    while (!(await isOn(what))) {
      assert.ok(passed.length < longestWay, `${what} was not reached over ${passed.join(', ')}`);
      await page.keyboard.press(key);
      passed.push(await focused(passed));
    }
  }

  /** The name of what the keyboard is on; fails when it cannot be seen that it is there. `way` is told then. */
  async function focused(way: readonly string[] = []): Promise<string> {
    const { name, isSeen } = (await webview.locator('body').evaluate(focusedInPage)) as Focused;
    assert.ok(isSeen, `the keyboard is on ${name}, and that cannot be seen; it came over ${way.join(', ')}`);
    return name;
  }

  return { tabTo, focused, untilOn: (what: Locator) => until(() => isOn(what)) };
}

type Focused = { name: string; isSeen: boolean };

/** Runs in the page. As text, since the compiler does not know a browser's names in this folder. */
const focusedInPage = `(() => {
  const element = document.activeElement;
  const inner = element.shadowRoot?.activeElement ?? element;
  const probe = document.createElement('i');
  probe.style.color = 'var(--vscode-focusBorder)';
  document.body.append(probe);
  const focusBorder = getComputedStyle(probe).color;
  probe.remove();
  const isMarked = (each) => {
    const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(each);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || borderColor.includes(focusBorder);
  };
  const { top, bottom, width } = inner.getBoundingClientRect();
  const isInSight = width > 0 && bottom > 0 && top < innerHeight;
  const marked = [inner, inner.closest('.field')].some((each) => each !== null && isMarked(each));
  if (element === document.body || !document.hasFocus()) return { name: 'nothing', isSeen: document.hasFocus() };
  const words = inner.getAttribute('aria-label') ?? inner.labels?.[0]?.textContent ?? inner.textContent;
  return { name: words.replace(/\\s+/g, ' ').trim(), isSeen: marked && isInSight };
})()`;
