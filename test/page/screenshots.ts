/** Pictures of the panel in each theme and width, for whoever changes how it looks: `npx tsx test/page/screenshots.ts`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/prepare/repository.ts';
import { openPanelBrowser, type PanelBrowser, type ThemeName } from './browser/openPanel.ts';
import { type Scene, scenes } from './scenes.ts';

const folder = join(cacheFolder, 'screenshots');

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
