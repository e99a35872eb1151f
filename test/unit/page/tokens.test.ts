import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import themes from '../../page/browser/themes.json';

const styles = join(__dirname, '../../../client/page/styles');
const sheets = readdirSync(styles).map((name) => readFileSync(join(styles, name), 'utf8'));

/** Themes may leave these out, and VS Code's own do; each is used with something to fall back on. */
const undefinedByDefault = new Set([
  '--vscode-inputValidation-errorForeground',
  '--vscode-list-inactiveSelectionForeground',
  '--vscode-toolbar-hoverOutline',
]);

suite('The page’s colours', () => {
  const known = new Set(Object.values(themes).flatMap(({ tokens }) => Object.keys(tokens)));

  test('every token that is used is one that VS Code has', () => {
    const used = sheets.flatMap((sheet) => [...sheet.matchAll(/--vscode-[\w-]+/g)].map(([name]) => name));
    const unknown = used.filter((name) => !known.has(name) && !undefinedByDefault.has(name));
    assert.deepEqual(unknown, []);
  });

  test('no colour is written out', () => {
    const written = sheets.flatMap((sheet) => sheet.match(/#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(rgb|hsl)a?\(/gi) ?? []);
    assert.deepEqual(written, []);
  });
});
