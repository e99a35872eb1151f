import { resolve } from 'node:path';
import { ConnectionError, type ListOptions, listTools } from '../mcp/listing/listTools.ts';
import { visibleLine, visibleText } from '../policy/visibleText.ts';
import { serversOfNamedFile } from '../serverConfig/configuredServers.ts';
import { withAnswers } from '../serverConfig/definition/answers.ts';
import type { ReadyDefinition } from '../serverConfig/definition/readyDefinition.ts';
import { nodeSources } from '../serverConfig/files/nodeSources.ts';
import type { ConnectionProblem } from '../tools/knowledge.ts';
import type { ToolList } from '../tools/tool.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';
import { writeSnapshot } from './writeSnapshot.ts';

/** A server of a configuration file, and how it is reached. */
export interface ConfiguredServerOptions {
  readonly config: string;
  readonly server: string;
  /** Answers to the definition's `${input:id}`, each `id=value`. */
  readonly input: readonly string[];
  /** In seconds. */
  readonly timeout: number;
}

export interface ToolsOptions extends ConfiguredServerOptions {
  readonly out: string;
}

/** `mcp-policy tools`: lists a configured server's tools into a snapshot, which keeps what people chose in it. */
export async function listToolsToSnapshot(options: ToolsOptions, terminal: Terminal): Promise<ExitCode> {
  const list = await configuredTools(options, terminal);
  await writeSnapshot(options.out, { list, riskClasses: new Map() }, terminal);
  return 0;
}

/**
 * The tools that a configured server lists now; what cannot be used of them is said on standard error. The configuration is
 * that of any known client, in the dialect that its name speaks for. Writing the command is the consent.
 */
export async function configuredTools(options: ConfiguredServerOptions, terminal: Terminal): Promise<ToolList> {
  const found = await serversOfNamedFile(resolve(options.config), nodeSources(undefined));
  if (found === undefined) throw new UnreadableInput(`${options.config} cannot be read: there is no such file`);
  const { definitions, problems } = found;
  for (const { message } of problems) terminal.complain(visibleLine(`${options.config}: ${message}`));
  const definition = definitions.find(({ name }) => name === options.server);
  if (definition === undefined) {
    const names = definitions.map(({ name }) => `"${name}"`).join(', ') || 'no usable server';
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
  sayWhatIsMissing(list, terminal);
  return list;
}

/** Says on standard error which tools were left out of a list, and why. */
export function sayWhatIsMissing({ skipped, cutShort }: ToolList, terminal: Terminal): void {
  for (const { name, position, reason } of skipped) {
    terminal.complain(visibleLine(`tool ${name ?? `number ${position + 1}`} was left out: ${reason}`));
  }
  if (cutShort !== undefined) terminal.complain(`The list is not complete: ${cutShort}`);
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

function sentences({ what, remedy }: ConnectionProblem): string {
  return visibleText(`${what} ${remedy}`);
}
