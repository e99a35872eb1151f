import { strict as assert } from 'node:assert';
import fastCheck from 'fast-check';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { withAnswers } from '../../../server/serverConfig/definition/answers.ts';
import type { ServerDefinition } from '../../../server/serverConfig/definition/definition.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { configPath, inMemory, policyPath } from './memory.ts';

/*
 * What a person agrees to is what is started: with the values of the variables put where their names are shown, the shown
 * command is the started one, for every way in which a client writes a variable.
 */

const home = '/home/ada';
const variables = { TOKEN: 'tokenvalue', PORT: '8080', EMPTY: '' };
const key = 'answervalue';
const fileText = 'filevalue';

/** Where a person sees a name, and what stands there. */
const known: readonly (readonly [shown: string, value: string])[] = [
  ['${env:TOKEN}', variables.TOKEN],
  ['${env:PORT}', variables.PORT],
  ['${TOKEN}', variables.TOKEN],
  ['${PORT}', variables.PORT],
  ['${input:key}', key],
  ['${file:~/key}', fileText],
];

interface Client {
  readonly path: string;
  readonly section: string;
  readonly forms: readonly string[];
}

const common = ['${workspaceFolder}', '${workspaceFolderBasename}', '${userHome}', '${pathSeparator}', '${/}'];
const clients: Readonly<Record<string, Client>> = {
  'VS Code': {
    path: configPath,
    section: 'servers',
    forms: [
      ...common,
      '${env:TOKEN}',
      '${env:PORT}',
      '${env:EMPTY}',
      '${env:NOPE}',
      '${input:key}',
      '${workspaceFolderBasename:any words}',
      '${userHome:any words}',
      '~',
    ],
  },
  'Claude Code': {
    path: '/home/me/project/.mcp.json',
    section: 'mcpServers',
    forms: ['${TOKEN}', '${PORT:-any words}', '${EMPTY}', '${EMPTY:-any words}', '${NOPE:-words}', '${NOPE:-}'],
  },
  Cursor: {
    path: '/home/me/project/.cursor/mcp.json',
    section: 'mcpServers',
    forms: [...common, '${env:TOKEN}', '${env:PORT}', '${env:EMPTY}'],
  },
  'Claude Desktop': {
    path: `${home}/.config/Claude/claude_desktop_config.json`,
    section: 'mcpServers',
    forms: ['~'],
  },
  Windsurf: {
    path: `${home}/.codeium/windsurf/mcp_config.json`,
    section: 'mcpServers',
    forms: ['${env:TOKEN}', '${env:EMPTY}', '${file:~/key}'],
  },
};

async function definitionOf({ path, section }: Client, server: object): Promise<ServerDefinition> {
  const inputs = [{ type: 'promptString', id: 'key', description: 'The key' }];
  const text = JSON.stringify({ inputs, [section]: { a: server } });
  const found = await serversForDocument(
    policyPath,
    inMemory({ [path]: text, [`${home}/key`]: fileText }, { variables }),
  );
  assert.deepEqual(found.problems, []);
  const [definition] = found.definitions;
  assert.ok(definition);
  return definition;
}

function started(definition: ServerDefinition) {
  const readiness = withAnswers(definition, new Map([['key', key]]));
  assert.ok('ready' in readiness);
  return readiness.ready;
}

function withValues(shown: string): string {
  return known.reduce((text, [name, value]) => text.replaceAll(name, value), shown);
}

/** The words of a shown command line, as a shell reads them: quoted, or of letters that need no quotes. */
function words(shown: string): string[] {
  return [...shown.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(')/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''),
  );
}

const letters = fastCheck.constantFrom('run', '-v', '--key=', 'a b', "it's", '.', '/x');

for (const [name, client] of Object.entries(clients)) {
  const text = fastCheck
    .array(fastCheck.oneof(letters, fastCheck.constantFrom(...client.forms)), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''));

  suite(`What is shown is what is started: ${name}`, () => {
    test('the command line and the folder', () =>
      fastCheck.assert(
        fastCheck.asyncProperty(text, fastCheck.array(text, { maxLength: 3 }), text, async (first, args, cwd) => {
          const definition = await definitionOf(client, { command: first, args, cwd: `/w/${cwd}` });
          const summary = summarise(definition);
          const ready = started(definition);
          assert.ok(ready.transport === 'stdio');
          assert.deepEqual(words(summary.target).map(withValues), [ready.command, ...ready.args]);
          assert.equal(withValues(summary.cwd ?? ''), ready.cwd);
        }),
        { numRuns: 60 },
      ));

    if (name === 'Claude Desktop') return;
    const plain = client.forms.filter((form) => !form.includes('words') && form !== '~');
    const address = fastCheck
      .array(fastCheck.constantFrom('a', '/b', '?c=', '&d=', ...plain), { maxLength: 5 })
      .map((parts) => `https://host.example/${parts.join('')}`);

    test('the address', () =>
      fastCheck.assert(
        fastCheck.asyncProperty(address, async (url) => {
          const definition = await definitionOf(client, { url });
          const ready = started(definition);
          assert.ok(ready.transport !== 'stdio');
          assert.equal(new URL(withValues(summarise(definition).target)).href, ready.url.href);
        }),
        { numRuns: 60 },
      ));
  });
}
