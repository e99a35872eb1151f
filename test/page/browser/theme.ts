import { panel } from '../panelSuite.ts';
import type { ThemeName } from './openPanel.ts';
import themes from './themes.json';

/** Puts another theme on the page, as VS Code does when the person chooses one. */
export async function putTheme(theme: ThemeName): Promise<void> {
  const { kind, tokens } = themes[theme];
  await panel.page.evaluate(`(() => {
    // What the theme leaves out is not that of the one before.
    document.documentElement.removeAttribute('style');
    for (const [name, value] of Object.entries(${JSON.stringify(tokens)})) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = ${JSON.stringify(kind)};
    document.body.dataset.vscodeThemeKind = ${JSON.stringify(kind)};
  })()`);
  await panel.page.waitForTimeout(100);
}
