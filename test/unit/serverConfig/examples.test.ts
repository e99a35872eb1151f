import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { listTools } from '../../../server/mcp/listing/listTools.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../server/policy/json.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { serversOfNamedFile } from '../../../server/serverConfig/configuredServers.ts';
import { withAnswers } from '../../../server/serverConfig/definition/answers.ts';
import { nodeSources } from '../../../server/serverConfig/files/nodeSources.ts';
import { findTool, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { parametersOf } from '../../../server/tools/parameters.ts';
import { savedSnapshot } from '../../../server/tools/savedSnapshot.ts';
import { parseSnapshot, stringifySnapshot } from '../../../server/tools/snapshot.ts';

const folders: readonly { readonly path: string }[] = JSON.parse(
  readFileSync('examples/mcp-policy-examples.code-workspace', 'utf8'),
).folders;

suite('The example workspace', () => {
  test('has a folder for each of the five servers', () => {
    assert.equal(folders.length, 5);
  });

  for (const { path } of folders) {
    const policyPath = resolve('examples', path, 'policy.json');
    const text = readFileSync(policyPath, 'utf8');
    const policy: JsonValue = JSON.parse(text);

    test(`${path}: its server starts as defined, nothing in its policy is wrong, and its snapshot has the same list`, async () => {
      const config = resolve('examples', path, '.vscode/mcp.json');
      const servers = await serversOfNamedFile(config, nodeSources(undefined));
      assert.deepEqual(servers?.problems, []);
      const definition = servers?.definitions.find(({ name }) => name === path);
      assert.ok(definition);
      const readiness = withAnswers(definition, new Map());
      assert.ok('ready' in readiness);
      const list = await listTools(readiness.ready, { timeoutMilliseconds: 15_000 });
      const document = parsePolicyDocument(TextDocument.create(`file://${policyPath}`, 'json', 1, text));
      const found = findings(document, { state: 'fresh', list });
      assert.deepEqual(
        found.filter(({ severity }) => severity !== 'information'),
        [],
      );
      // Another run of `mcp-policy tools` would write the same again.
      const saved = readFileSync(resolve('examples', path, `${path}.mcptools.json`), 'utf8');
      const snapshot = parseSnapshot(saved);
      assert.ok('list' in snapshot);
      assert.equal(stringifySnapshot(savedSnapshot(list, snapshot)), saved);
    });

    test(`${path}: the policy’s keys are in the canonical order, and its conditions look at arguments that exist`, () => {
      assert.deepEqual(keysOutOfOrder(policy), []);
      const knowledge: ToolKnowledge = { state: 'fresh', list: listOf(path) };
      for (const [tool, rules] of Object.entries(membersOf(policy, 'tools'))) {
        const parameters = parametersOf(findTool(knowledge, tool)?.inputSchema ?? {}).map(({ name }) => `args.${name}`);
        for (const argument of argumentsIn(rules)) assert.ok(parameters.includes(argument), `${tool}: ${argument}`);
      }
    });

    test(`${path}: the stand-in has the very list that the tests use`, () => {
      const fixture = readFileSync(join('test/fixtures/mcp-servers', `${path}.json`), 'utf8');
      assert.equal(readFileSync(join('examples/stand-in-server/tools', `${path}.json`), 'utf8'), fixture);
    });
  }
});

function listOf(name: string) {
  const reading = parseSnapshot(readFileSync(`test/fixtures/mcp-servers/${name}.json`, 'utf8'));
  assert.ok('list' in reading);
  return reading.list;
}

function membersOf(value: JsonValue, name: string): JsonObject {
  const found = isJsonObject(value) ? member(value, name) : undefined;
  return found !== undefined && isJsonObject(found) ? found : {};
}

/** The canonical order of every key that is not a tool's name. */
const order = `version default hide all_tools tools require deny_if limits conditions on_deny path op value
  counter window max scope increment_from`.split(/\s+/);

function keysOutOfOrder(value: JsonValue, isToolTable = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) || isToolTable ? [] : Object.keys(value);
  const wrong = keys.filter((key, index) => order.indexOf(key) <= order.indexOf(keys[index - 1] ?? ''));
  return [...wrong, ...Object.entries(value).flatMap(([key, part]) => keysOutOfOrder(part, key === 'tools'))];
}

/** Every `args.…` under `path` and `increment_from`. */
function argumentsIn(value: JsonValue): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, JsonValue]) =>
    (key === 'path' || key === 'increment_from') && typeof part === 'string' ? [part] : argumentsIn(part),
  );
}
