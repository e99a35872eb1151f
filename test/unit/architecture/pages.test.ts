import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const root = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest: Manifest = JSON.parse(read('package.json'));
const readme = read('README.md');
const pages = [
  ...['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'examples/README.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** The addresses that a page leads to, outside of its examples. */
function linksOf(page: string): readonly string[] {
  const prose = read(page).replaceAll(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
}

/** What headings are called in addresses, as GitHub and VS Code make it. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

suite('What the pages say is there', () => {
  test('README: every setting, with its default', () => {
    const rows = new Set(
      [...readme.matchAll(/^\| `(mcpPolicy\.[\w.]+)` \| `(.+?)` \|/gm)].map(([, ...row]) => row.join(': ')),
    );
    const settings = Object.entries(manifest.contributes.configuration.properties).map(([name, { default: value }]) => {
      return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    });
    assert.deepEqual([...rows].toSorted(), settings.toSorted());
  });

  test('README: every command of the palette', () => {
    const { commands, menus } = manifest.contributes;
    const elsewhere = new Set(
      menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const table = readme.split('\n').filter((line) => line.startsWith('| _'));
    const shown = new Set(
      table
        .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/_(?:MCP Policy: )?(.+?)_/g)])
        .map(([, title]) => title),
    );
    const titles = commands.filter(({ command }) => !elsewhere.has(command)).map(({ title }) => title);
    assert.deepEqual([...shown].toSorted(), titles.toSorted());
  });

  test('docs/dependencies.md: every package that ships, and no other', () => {
    const rows = read('docs/dependencies.md').match(/^\| `.+$/gm) ?? [];
    const listed = rows.flatMap((row) => {
      const [first = '', ...others] = [...(row.split('|')[1] ?? '').matchAll(/`(.+?)`/g)].map(([, name = '']) => name);
      // A row for several of one maker: `vscode-languageserver`, `-types`.
      let last = first;
      return [
        first,
        ...others.map((name) => {
          if (!name.startsWith('-')) last = name;
          return name.startsWith('-') ? `${last}${name}` : name;
        }),
      ];
    });
    assert.deepEqual(listed.toSorted(), Object.keys(manifest.dependencies).toSorted());
  });

  for (const page of pages) {
    test(`${page}: what it leads to`, () => {
      for (const address of linksOf(page)) {
        if (/^[a-z]+:/.test(address)) continue;
        const [path = '', anchor] = address.split('#');
        const target = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(join(root, target)), address);
        if (anchor !== undefined) assert.ok(anchorsOf(target).has(anchor), address);
      }
    });
  }

  test('ARCHITECTURE.md: every file and folder that it names', () => {
    const rooms = readdirSync(join(root, 'server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const prose = read('ARCHITECTURE.md').replaceAll(/^```.*?^```$/gms, '');
    const named = [...prose.matchAll(/`([\w-]+\/[\w/.-]+)`/g)].map(([, path = '']) => path);
    for (const path of named) {
      // A request, not a place.
      if (path.startsWith('mcpPolicy/')) continue;
      const [room = ''] = path.split('/');
      const place = rooms.includes(room) ? `server/${path}` : room === 'page' ? `client/${path}` : path;
      // A function of a file is named behind it.
      const isThere = [place, `${place}.ts`, `${place.replace(/\.\w+$/, '')}.ts`].some((each) =>
        existsSync(join(root, each)),
      );
      assert.ok(isThere, path);
    }
  });
});
