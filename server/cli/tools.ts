import { basename, dirname, resolve } from 'node:path';
import { ConnectionError, type ListOptions, listTools } from '../mcp/listTools.ts';
import { visibleLine, visibleText } from '../policy/visibleText.ts';
import { withAnswers } from '../serverConfig/answers.ts';
import { serversOfFile } from '../serverConfig/configuredServers.ts';
import { nodeSources } from '../serverConfig/nodeSources.ts';
import type { ReadyDefinition } from '../serverConfig/readyDefinition.ts';
import type { ConnectionProblem } from '../tools/knowledge.ts';
import { stringifySnapshot } from '../tools/snapshot.ts';
import type { ToolList } from '../tools/tool.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';

export interface ToolsOptions {
  readonly config: string;
  readonly server: string;
  readonly out: string;
  /** Answers to the definition's `${input:id}`, each `id=value`. */
  readonly input: readonly string[];
  /** In seconds. */
  readonly timeout: number;
}

/** `mcp-policy tools`: lists a configured server's tools into a snapshot. Writing the command is the consent. */
export async function listToolsToSnapshot(options: ToolsOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = folderOf(resolve(options.config));
  const { exists, definitions, problems } = await serversOfFile(resolve(options.config), folder, nodeSources(folder));
  if (!exists) throw new UnreadableInput(`${options.config} cannot be read: there is no such file`);
  for (const { message } of problems) terminal.complain(visibleLine(`${options.config}: ${message}`));
  const definition = definitions.get(options.server);
  if (definition === undefined) {
    const names = [...definitions.keys()].map((name) => `"${name}"`).join(', ') || 'no usable server';
    throw new UnreadableInput(visibleLine(`${options.config} has no server "${options.server}"; it has ${names}.`));
  }
  const answers = new Map(options.input.map(readAnswer));
  const open = definition.inputs.filter(({ id }) => !answers.has(id));
  if (open.length > 0) {
    const flags = open.map(({ id }) => `--input ${id}=…`).join(' ');
    throw new UnreadableInput(`The server "${options.server}" asks for more. Answer it with ${flags}`);
  }
  const readiness = withAnswers(definition, answers);
  if ('problem' in readiness) throw new UnreadableInput(sentences(readiness.problem));
  const list = await listed(readiness.ready, {
    timeoutMilliseconds: options.timeout * 1000,
    signal: terminal.interrupted(),
  });
  for (const { name, position, reason } of list.skipped) {
    terminal.complain(visibleLine(`tool ${name ?? `number ${position + 1}`} was left out: ${reason}`));
  }
  if (list.cutShort !== undefined) terminal.complain(`The list is not complete: ${list.cutShort}`);
  await terminal.write(options.out, stringifySnapshot(list));
  terminal.print(`${options.out}: ${list.tools.length} tools of ${visibleLine(list.server)}\n`);
  return 0;
}

async function listed(definition: ReadyDefinition, options: ListOptions): Promise<ToolList> {
  try {
    return await listTools(definition, options);
  } catch (error) {
    if (error instanceof ConnectionError) throw new UnreadableInput(sentences(error.problem));
    throw error;
  }
}

function readAnswer(answer: string): [id: string, value: string] {
  const equals = answer.indexOf('=');
  if (equals < 1) throw new UnreadableInput(`--input ${answer} must be the input's id, "=" and its answer.`);
  return [answer.slice(0, equals), answer.slice(equals + 1)];
}

/** What `${workspaceFolder}` stands for: the folder around `.vscode`, else that of the file. */
function folderOf(config: string): string {
  const folder = dirname(config);
  return basename(folder) === '.vscode' ? dirname(folder) : folder;
}

function sentences({ what, remedy }: ConnectionProblem): string {
  return visibleText(`${what} ${remedy}`);
}
