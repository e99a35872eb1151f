import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ThemeName } from './browser/openPanel.ts';
import { putTheme } from './browser/theme.ts';
import { open, panel, panelSuite } from './panelSuite.ts';
import { scenes } from './scenes.ts';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe found: the rule, and the elements that break it. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Without those of WCAG 2.2: rows and icon buttons are 22 pixels high, as everywhere in VS Code. */
const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] };
/** All that can differ between themes. */
const contrast = { type: 'rule', values: ['color-contrast'] };

panelSuite('is accessible, says axe,', () => {
  for (const { name, options, play } of scenes) {
    test(`in the scene “${name}”, in every theme`, async () => {
      await open({ ...options, height: 1_100 });
      // What lights up for a moment is not to be caught half way.
      await panel.page.emulateMedia({ reducedMotion: 'reduce' });
      await panel.page.waitForTimeout(150);
      await play?.(panel);
      await panel.page.waitForTimeout(100);
      await panel.page.evaluate(axe);
      assert.deepEqual(await violations(everything), []);
      for (const theme of ['light', 'highContrast'] satisfies readonly ThemeName[]) {
        await putTheme(theme);
        assert.deepEqual(await violations(contrast), [], theme);
      }
    });
  }
});

async function violations(runOnly: { readonly type: string; readonly values: readonly string[] }): Promise<unknown> {
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const found: { readonly violations: readonly Violation[] } = await panel.page.evaluate(
    `axe.run(document, ${options})`,
  );
  return found.violations.map(inWords);
}

function inWords({ id, help, nodes }: Violation): string {
  return [`${id}: ${help}`, ...nodes.flatMap(({ html, failureSummary }) => [html, failureSummary ?? ''])].join('\n');
}
