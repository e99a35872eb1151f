import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { DefinitionInput, DefinitionProblem } from '../protocol/serverDefinition.ts';
import type { ServerDefinition } from './definition.ts';
import { definitionHash } from './definitionHash.ts';
import { envFileReader } from './envFile.ts';
import type { ConfigFiles, Digest } from './environment.ts';
import { EntryFault } from './fault.ts';
import { type DeclaredInputs, readInputs } from './inputs.ts';
import { lineAt, membersOf } from './jsonTree.ts';
import { type EntryContent, type EnvFileReader, readEntry } from './serverEntry.ts';
import { inputIds, type Template } from './template.ts';
import type { VariableScope } from './variables.ts';

/** What is needed to read a file besides its text. */
export interface FileContext {
  /** The file's own path. */
  readonly source: string;
  readonly scope: VariableScope;
  readonly files: ConfigFiles;
  readonly digest: Digest;
}

/** The usable servers of a file, and what is wrong with the rest of it. */
export interface FileContent {
  readonly definitions: ReadonlyMap<string, ServerDefinition>;
  readonly problems: readonly DefinitionProblem[];
}

/** What one file may cost is bounded: whoever wrote the workspace wrote it. Nobody has so many servers. */
const mostServers = 500;

/**
 * Reads the text of a `.vscode/mcp.json`: JSON with comments, `servers` by name and `inputs`. A broken place is reported
 * with its line, and everything that can be understood without it still loads.
 */
export async function readVscodeMcpFile(text: string, context: FileContext): Promise<FileContent> {
  const definitions = new Map<string, ServerDefinition>();
  const problems: DefinitionProblem[] = [];
  const report = (fault: EntryFault, server?: string) => {
    const message = `Line ${lineAt(text, fault.offset)}: ${fault.message}.`;
    problems.push({ source: context.source, ...(server !== undefined && { server }), message });
  };
  const tree = parsedTree(text, report);
  const sections = tree === undefined ? new Map<string, Node>() : guarded(() => membersOf(tree, 'the file'), report);
  const inputsNode = sections?.get('inputs');
  const inputs = inputsNode && guarded(() => readInputs(inputsNode, report), report);
  const serversNode = sections?.get('servers');
  const servers = [...((serversNode && guarded(() => membersOf(serversNode, '"servers"'), report)) ?? [])];
  const tooMany = servers[mostServers];
  if (tooMany !== undefined)
    report(new EntryFault(`only the first ${mostServers} servers are used`, tooMany[1].offset));
  const readEnvFile = envFileReader(context);
  for (const [name, node] of servers.slice(0, mostServers)) {
    try {
      definitions.set(name, await readDefinition(name, node, inputs ?? new Map(), context, readEnvFile));
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      report(new EntryFault(`the server "${name}" is left out: ${error.message}`, error.offset), name);
    }
  }
  return { definitions, problems };
}

function parsedTree(text: string, report: (fault: EntryFault) => void): Node | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first !== undefined) {
    const what = printParseErrorCode(first.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    report(
      new EntryFault(`the file is not valid JSON with comments (${what}); what can be read is used`, first.offset),
    );
  }
  return tree;
}

function guarded<Result>(read: () => Result, report: (fault: EntryFault) => void): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EntryFault)) throw error;
    report(error);
    return undefined;
  }
}

async function readDefinition(
  name: string,
  node: Node,
  declared: DeclaredInputs,
  context: FileContext,
  readEnvFile: EnvFileReader,
): Promise<ServerDefinition> {
  const content = await readEntry(node, context.scope, readEnvFile);
  const inputs = [...new Set(templatesOf(content).flatMap(inputIds))].map((id) => inputFor(id, declared, node));
  const hash = definitionHash(name, content, inputs, context.digest);
  return { name, source: context.source, ...content, inputs, hash };
}

function templatesOf(content: EntryContent): readonly Template[] {
  if (content.transport !== 'stdio') return [content.url, ...content.headers.values()];
  const variables = [...content.environment.values()].filter((value) => value !== null);
  return [content.command, ...content.args, content.cwd, ...variables];
}

function inputFor(id: string, declared: DeclaredInputs, node: Node): DefinitionInput {
  const input = declared.get(id);
  if (input instanceof EntryFault) throw input;
  if (input !== undefined) return input;
  throw new EntryFault(`it uses \${input:${id}}, which "inputs" does not declare`, node.offset);
}
