import { posix, win32 } from 'node:path';
import { parseEnv } from 'node:util';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { DefinitionInput, DefinitionProblem } from '../protocol/serverDefinition.ts';
import type { ServerDefinition } from './definition.ts';
import { definitionHash } from './definitionHash.ts';
import type { ConfigFiles, Digest } from './environment.ts';
import { EntryFault } from './fault.ts';
import { type DeclaredInputs, readInputs } from './inputs.ts';
import { lineAt, membersOf } from './jsonTree.ts';
import { type EntryContent, type EnvFileReader, readEntry } from './serverEntry.ts';
import { filledText, inputIds, type Template } from './template.ts';
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
  const servers = serversNode && guarded(() => membersOf(serversNode, '"servers"'), report);
  for (const [name, node] of servers ?? []) {
    try {
      definitions.set(name, await readDefinition(name, node, inputs ?? new Map(), context));
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
): Promise<ServerDefinition> {
  const content = await readEntry(node, context.scope, envFileReader(context));
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

function envFileReader({ scope, files }: FileContext): EnvFileReader {
  const path = scope.environment.platform === 'win32' ? win32 : posix;
  return async (template, node) => {
    if (inputIds(template).length > 0) throw new EntryFault('its "envFile" cannot wait for an input', node.offset);
    const place = path.resolve(scope.folder, filledText(template, new Map()));
    const text = await files.read(place).catch((error: unknown) => {
      throw new EntryFault(`its "envFile" ${place} cannot be read (${String(error)})`, node.offset);
    });
    if (text === undefined) throw new EntryFault(`its "envFile" ${place} does not exist`, node.offset);
    return new Map(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']));
  };
}
