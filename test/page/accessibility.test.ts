import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];

panelSuite('is accessible, says axe,', () => {
  for (const { name, options, play } of scenes) {
    for (const theme of ['dark', 'light', 'highContrast'] as const) {
      test(`in the scene “${name}”, ${theme}`, async () => {
        await open({ ...options, theme, height: 1100 });
        await panel.page.waitForTimeout(150);
        await play?.(panel);
        await panel.page.waitForTimeout(100);
        await panel.page.evaluate(axe);
        const found = await panel.page.evaluate<{ readonly violations: readonly Violation[] }>(
          `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
        );
        assert.deepEqual(found.violations.map(inWords), []);
      });
    }
  }
});

function inWords({ id, help, nodes }: Violation): string {
  return [`${id}: ${help}`, ...nodes.flatMap(({ html, failureSummary }) => [html, failureSummary ?? ''])].join('\n');
}
