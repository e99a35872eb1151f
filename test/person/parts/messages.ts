import type { Page } from 'playwright-core';
import { shownTexts, shownTogether } from './shownText.ts';

export type Dialog = { message: string; detail: string; buttons: string[] };

/** How VS Code speaks to people: dialogs and notifications. */
export function messages(page: Page) {
  const box = page.locator('.monaco-dialog-box');
  const toasts = page.locator('.notifications-toasts .notification-toast');

  /** Waits for a dialog and reads it. */
  async function readDialog(): Promise<Dialog> {
    await box.waitFor();
    return {
      message: await shownTogether(box.locator('.dialog-message-text')),
      detail: await shownTogether(box.locator('.dialog-message-detail, .dialog-message-body')),
      buttons: await shownTexts(box.locator('.dialog-buttons .monaco-button')),
    };
  }

  /** Waits for a dialog, presses one of its buttons, and waits until it is gone. Another one may take its place at once. */
  async function answerDialog(button: string): Promise<void> {
    const shown = await box.filter({ hasText: button }).elementHandle();
    await box.locator('.dialog-buttons .monaco-button').getByText(button, { exact: true }).click();
    await shown?.waitForElementState('hidden');
  }

  /** The notifications that are shown. */
  async function readNotifications(): Promise<string[]> {
    return shownTexts(toasts);
  }

  /** Waits for a notification that contains a text, and presses one of its buttons. */
  async function answerNotification(text: string, button: string): Promise<void> {
    await toasts.filter({ hasText: text }).getByRole('button', { name: button, exact: true }).click();
  }

  return { readDialog, answerDialog, readNotifications, answerNotification };
}
