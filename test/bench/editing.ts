import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompletionRequest, DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { type Editor, repository, startEditor } from '../lsp/editor.ts';
import { type Figure, median } from './figure.ts';
import { largePolicy } from './largePolicy.ts';

const rounds = 21;
const uri = 'file:///bench/policy.json';

interface Contestant {
  readonly name: string;
  start(): Promise<Editor>;
}

const ours: Contestant = {
  name: 'ours',
  start: () => startEditor(),
};

/**
 * VS Code's own JSON language server, from the VS Code that the tests run in, with our schema for the same file. It is not
 * told what a server's tools are called, which is less to do.
 */
function rival(server: string): Contestant {
  return {
    name: "VS Code's JSON server",
    async start() {
      const editor = await startEditor({ command: [server, '--stdio'] });
      const schema: unknown = JSON.parse(readFileSync(join(repository, 'schemas/policy.schema.json'), 'utf8'));
      const schemas = [{ fileMatch: ['*.json'], url: 'file:///bench/policy.schema.json', schema }];
      const settings = { json: { validate: { enable: true }, schemas } };
      await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
      return editor;
    },
  };
}

function installedJsonServer(): string | undefined {
  const hosts = join(repository, '.cache', 'vscode-host');
  const inHost = 'code/extensions/json-language-features/server/dist/node/jsonServerMain.js';
  const versions = existsSync(hosts) ? readdirSync(hosts).sort().reverse() : [];
  return versions.map((version) => join(hosts, version, inHost)).find((path) => existsSync(path));
}

/**
 * How long an author waits, in milliseconds over stdio: from an edit to its diagnostics, and from an edit to the completion
 * list of a condition's key. Both servers take turns on the same texts.
 */
export async function editingFigures(): Promise<Figure[]> {
  const jsonServer = installedJsonServer();
  if (jsonServer === undefined) console.warn('No VS Code is installed below .cache (npm test does that): no rival.');
  const contestants = jsonServer === undefined ? [ours] : [ours, rival(jsonServer)];
  const figures: Figure[] = [];
  for (const [size, tools] of [
    ['100 KB', 123],
    ['1 MB', 1230],
  ] as const) {
    const text = largePolicy(tools);
    const what = `${size} policy (${tools} tools, ${Math.round(text.length / 1024)} KB)`;
    for (const contestant of contestants) {
      const { diagnostics, completion } = await measure(contestant, text);
      figures.push(
        { what: `Edit to diagnostics, ${what}, ${contestant.name}`, median: diagnostics, unit: 'ms' },
        { what: `Edit to completion, ${what}, ${contestant.name}`, median: completion, unit: 'ms' },
      );
    }
  }
  return figures;
}

async function measure(contestant: Contestant, text: string): Promise<{ diagnostics: number; completion: number }> {
  const editor = await contestant.start();
  const first = editor.nextDiagnostics(uri);
  await editor.send(uri, text);
  await first;
  const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 15 } };
  const inCondition = { line: 4, character: (text.split('\n')[4] ?? '').indexOf('"path"') + 3 };
  const [edits, completions]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const published = editor.nextDiagnostics(uri);
    const edited = performance.now();
    await editor.edit(uri, { range, text: String(round % 2) });
    await published;
    edits.push(performance.now() - edited);

    const settled = editor.nextDiagnostics(uri);
    const asked = performance.now();
    await editor.edit(uri, { range, text: String(2 + (round % 2)) });
    await editor.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: inCondition });
    completions.push(performance.now() - asked);
    await settled;
  }
  await editor.close();
  return { diagnostics: median(edits), completion: median(completions) };
}
