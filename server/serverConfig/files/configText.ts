import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { shownName } from '../../policy/shownName.ts';
import type { DefinitionInput, DefinitionProblem } from '../../protocol/serverDefinition.ts';
import type { FoundServers, ServerDefinition } from '../definition/definition.ts';
import { definitionOf, inputsIn } from '../definition/definitionOf.ts';
import { isTooLongToShow, mostShown } from '../definition/shownWhole.ts';
import { summarise } from '../definition/summary.ts';
import type { ConfigFile } from './configFile.ts';
import type { Dialect } from './dialect.ts';
import { envFileReader } from './envFile.ts';
import type { ConfigSources } from './environment.ts';
import { EntryFault } from './fault.ts';
import { type DeclaredInputs, readInputs } from './inputs.ts';
import { linesOf, membersOf } from './jsonTree.ts';
import { textsOfNamedFiles } from './namedFiles.ts';
import { type EntryContent, type EntryContext, readEntry } from './serverEntry.ts';

/** What one file may cost is bounded: whoever wrote the workspace wrote it. Nobody has so many servers. */
const mostServers = 500;

const tooLong = `what it starts, requests or sets is longer than ${mostShown} characters, and nobody could look at all of it`;

type Report = (fault: EntryFault, server?: string) => void;

/**
 * Reads the text of a configuration file in its client's dialect. A broken place is reported with its line, and
 * everything that can be understood without it still loads.
 */
export async function readConfigText(text: string, file: ConfigFile, sources: ConfigSources): Promise<FoundServers> {
  const definitions: ServerDefinition[] = [];
  const problems: DefinitionProblem[] = [];
  const lineAt = linesOf(text);
  const report: Report = (fault, server) => {
    const line = lineAt(fault.offset);
    const message = `Line ${line}: ${fault.message}.`;
    problems.push({ source: file.path, ...(server !== undefined && { server }), line, message });
  };
  const tree = parsedTree(text, file.dialect, report);
  if (tree === undefined) return { definitions, problems };
  const sections = guarded(() => membersOf(tree, 'the file'), report) ?? new Map<string, Node>();
  const inputs = declaredInputs(sections, file.dialect, report);
  const servers = serverEntries(sections, file.dialect, report);
  const context = await entryContext(tree, file, sources);
  for (const [name, node] of servers) {
    try {
      const content = await readEntry(node, context);
      const definition = definitionOf(name, content, inputsOf(content, inputs, node), file, sources.digest);
      if (isTooLongToShow(summarise(definition))) throw new EntryFault(tooLong, node.offset);
      definitions.push(definition);
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      report(new EntryFault(`the server ${shownName(name)} is left out: ${error.message}`, error.offset), name);
    }
  }
  return { definitions, problems };
}

function parsedTree(text: string, { client, readsComments }: Dialect, report: Report): Node | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, {
    allowTrailingComma: readsComments,
    disallowComments: !readsComments,
    allowEmptyContent: true,
  });
  const [first] = errors;
  if (first !== undefined) {
    const what = printParseErrorCode(first.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    const language = readsComments ? 'JSON with comments' : `JSON, as ${client} needs it`;
    report(new EntryFault(`the file is not valid ${language} (${what}); what can be read is used`, first.offset));
  }
  return tree;
}

function guarded<Result>(read: () => Result, report: Report): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EntryFault)) throw error;
    report(error);
    return undefined;
  }
}

function declaredInputs(sections: ReadonlyMap<string, Node>, dialect: Dialect, report: Report): DeclaredInputs {
  const node = dialect.declaresInputs ? sections.get('inputs') : undefined;
  return (node && guarded(() => readInputs(node, report), report)) ?? new Map();
}

function serverEntries(
  sections: ReadonlyMap<string, Node>,
  { client, serversKey }: Dialect,
  report: Report,
): readonly (readonly [name: string, node: Node])[] {
  const node = sections.get(serversKey);
  if (node === undefined) {
    // The other clients' word is the usual mistake of whoever copies an example.
    const otherKey = serversKey === 'servers' ? 'mcpServers' : 'servers';
    const other = sections.get(otherKey);
    if (other !== undefined) {
      report(new EntryFault(`${client} reads "${serversKey}" in this file and not "${otherKey}"`, other.offset));
    }
    return [];
  }
  const servers = [...(guarded(() => membersOf(node, `"${serversKey}"`), report) ?? [])];
  const tooMany = servers[mostServers];
  if (tooMany !== undefined) {
    report(new EntryFault(`only the first ${mostServers} servers are used`, tooMany[1].offset));
  }
  return servers.slice(0, mostServers);
}

async function entryContext(
  tree: Node,
  file: ConfigFile,
  { environment, files }: ConfigSources,
): Promise<EntryContext> {
  const { dialect, folder, start } = file;
  const rules = dialect.variables;
  const readsTexts = rules.forms.includes('file:PATH');
  const texts = readsTexts ? await textsOfNamedFiles(tree, { environment, start }, files) : new Map();
  const scope = { folder, start, environment, rules, texts };
  return { dialect, scope, readEnvFile: envFileReader({ scope, files }) };
}

function inputsOf(content: EntryContent, declared: DeclaredInputs, node: Node): readonly DefinitionInput[] {
  return inputsIn(content).map((id) => {
    const input = declared.get(id);
    if (input instanceof EntryFault) throw input;
    if (input !== undefined) return input;
    throw new EntryFault(`it uses \${input:${id}}, which "inputs" does not declare`, node.offset);
  });
}
