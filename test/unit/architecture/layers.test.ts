import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..', '..', '..');

type Import = readonly [file: string, imported: string];
type Effect = readonly [file: string, expression: string];

/** Lints one file for each row, laid out in a folder of its own under this repository's rules. Resolves to those refused. */
function refused<Row extends Import | Effect>(rows: readonly Row[], source: (row: Row) => string): ReadonlySet<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    const rules = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: undefined }));
    cpSync(join(repository, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    const files = new Map(rows.map((row, index) => [fileOf(row, index), row]));
    for (const [file, row] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source(row));
    }
    const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
    const found = report.diagnostics
      .filter(({ category }) => /noRestrictedImports|noNodejsModules|plugin/.test(category))
      .map(({ location }) => files.get(location.path));
    return new Set(found.filter((row) => row !== undefined));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fileOf([file]: Import | Effect, index: number): string {
  return file.replace(/a\.ts$/, `a${index}.ts`);
}

const forbidden: readonly Import[] = [
  ['server/policy/a.ts', 'node:fs'],
  ['server/policy/a.ts', '../decision/evaluate.ts'],
  ['server/policy/a.ts', 'vscode-languageserver/node'],
  ['server/decision/a.ts', '../tools/tool.ts'],
  ['server/decision/operators/a.ts', '../../tools/tool.ts'],
  ['server/tools/a.ts', '@modelcontextprotocol/client'],
  ['server/analysis/a.ts', '../lsp/validation.ts'],
  ['server/language/a.ts', 'vscode'],
  ['server/language/a.ts', '../mcp/listTools.ts'],
  ['server/simulation/a.ts', 'node:timers'],
  ['server/simulation/a.ts', '../scenarios/scenario.ts'],
  ['server/scenarios/a.ts', '../lsp/validation.ts'],
  ['server/protocol/a.ts', '../lsp/validation.ts'],
  ['server/serverConfig/a.ts', '../mcp/listTools.ts'],
  ['server/mcp/a.ts', '../lsp/validation.ts'],
  ['server/lsp/a.ts', '../cli/check.ts'],
  ['server/lsp/a.ts', 'vscode'],
  ['client/a.ts', '../server/policy/json.ts'],
  ['client/servers/a.ts', '../../server/decision/evaluate.ts'],
  ['client/page/a.ts', '../simulator/session.ts'],
  ['client/page/a.ts', 'vscode'],
  ['client/page/traffic/a.ts', '../../simulator/session.ts'],
  ['client/page/traffic/a.ts', '../../explanation.ts'],
];

const allowed: readonly Import[] = [
  ['server/decision/a.ts', '../policy/json.ts'],
  ['server/language/a.ts', 'vscode-languageserver-types'],
  ['server/lsp/a.ts', '../mcp/listTools.ts'],
  ['client/servers/a.ts', '../../server/protocol/requests.ts'],
  ['client/page/a.ts', '../../server/protocol/panel.ts'],
  ['client/page/traffic/a.ts', '../words.ts'],
];

const pureRooms = ['policy', 'tools', 'decision', 'analysis', 'language', 'protocol', 'simulation', 'scenarios'];

const effects: readonly Effect[] = [
  ...pureRooms.map((room) => [`server/${room}/a.ts`, 'Date.now()'] as const),
  ['server/decision/a.ts', 'new Date()'],
  ['server/decision/a.ts', 'Math.random()'],
  ['server/decision/a.ts', 'process.env'],
  ['server/decision/a.ts', "fetch('x')"],
  ['server/decision/a.ts', 'setTimeout(() => undefined, 1)'],
];

const harmless: readonly Effect[] = [
  ['server/decision/a.ts', 'new Date(5)'],
  ['server/lsp/a.ts', 'Date.now()'],
];

suite('The linter holds the layers of ARCHITECTURE.md', () => {
  let imports: ReadonlySet<Import>;
  let used: ReadonlySet<Effect>;
  suiteSetup(() => {
    imports = refused(
      [...forbidden, ...allowed],
      ([, imported]) => `import { x } from '${imported}';\n\nexport const y = x;\n`,
    );
    used = refused([...effects, ...harmless], ([, expression]) => `export const y = ${expression};\n`);
  });

  for (const row of forbidden) test(`${row[0]} must not import ${row[1]}`, () => assert.ok(imports.has(row)));
  for (const row of allowed) test(`${row[0]} may import ${row[1]}`, () => assert.ok(!imports.has(row)));
  for (const row of effects) test(`${row[0]} must not use ${row[1]}`, () => assert.ok(used.has(row)));
  for (const row of harmless) test(`${row[0]} may use ${row[1]}`, () => assert.ok(!used.has(row)));
});
