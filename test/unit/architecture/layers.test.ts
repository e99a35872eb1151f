import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..', '..', '..');

type Import = readonly [file: string, imported: string];

/** Lints one file for each import, laid out in a folder of its own under this repository's rules. */
function refusedImports(imports: readonly Import[]): ReadonlySet<Import> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    const rules = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: undefined }));
    const files = new Map(imports.map((each, index) => [fileOf(each, index), each]));
    for (const [file, [, imported]] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import { x } from '${imported}';\n\nexport const y = x;\n`);
    }
    const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
    const refused = report.diagnostics
      .filter(({ category }) => /noRestrictedImports|noNodejsModules/.test(category))
      .map(({ location }) => files.get(location.path));
    return new Set(refused.filter((each) => each !== undefined));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fileOf([file]: Import, index: number): string {
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
  ['server/protocol/a.ts', '../lsp/validation.ts'],
  ['server/serverConfig/a.ts', '../mcp/listTools.ts'],
  ['server/mcp/a.ts', '../lsp/validation.ts'],
  ['server/lsp/a.ts', '../cli/check.ts'],
  ['server/lsp/a.ts', 'vscode'],
  ['client/a.ts', '../server/policy/json.ts'],
  ['client/servers/a.ts', '../../server/decision/evaluate.ts'],
  ['client/page/a.ts', '../simulator/session.ts'],
  ['client/page/a.ts', 'vscode'],
];

const allowed: readonly Import[] = [
  ['server/decision/a.ts', '../policy/json.ts'],
  ['server/language/a.ts', 'vscode-languageserver-types'],
  ['server/lsp/a.ts', '../mcp/listTools.ts'],
  ['client/servers/a.ts', '../../server/protocol/requests.ts'],
  ['client/page/a.ts', '../../server/protocol/panel.ts'],
];

suite('The linter holds the layers of ARCHITECTURE.md', () => {
  let refused: ReadonlySet<Import>;
  suiteSetup(() => {
    refused = refusedImports([...forbidden, ...allowed]);
  });

  for (const each of forbidden) {
    test(`${each[0]} must not import ${each[1]}`, () => assert.ok(refused.has(each)));
  }
  for (const each of allowed) {
    test(`${each[0]} may import ${each[1]}`, () => assert.ok(!refused.has(each)));
  }
});
