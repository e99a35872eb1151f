import type { ServerDefinitionSummary } from '../../protocol/serverDefinition.ts';
import type { ClientTemplate } from './configuredClient.ts';
import type { ServerDefinition } from './definition.ts';
import { shownUrl } from './shownUrl.ts';
import { shownWhole } from './shownWhole.ts';
import { shownText, type Template, type TemplatePart } from './template.ts';

/** Describes a definition so that a person can say yes or no to it. No value of a variable or an input is in it. */
export function summarise(definition: ServerDefinition): ServerDefinitionSummary {
  const { name, source, origin, typed, transport, inputs, hash } = definition;
  const common = { name, source, origin, ...(typed !== undefined && { typed }), transport, inputs, hash };
  if (definition.transport !== 'stdio') {
    const headers = [...definition.headers].map(([header, value]) => shownWhole(withVariables(header, value)));
    const client = definition.oauth === undefined ? [] : shownClient(definition.oauth).map(shownWhole);
    const target = shownWhole(shownUrl(definition.url));
    return { ...common, target, environment: [], headers, ...(client.length > 0 && { client }) };
  }
  return {
    ...common,
    target: [definition.command, ...definition.args].map(shownArgument).join(' '),
    cwd: shownWhole(shownText(definition.cwd)),
    // Without a variable a program may do otherwise, so one that is taken away is told, too.
    environment: [...definition.environment].map(
      ([variable, value]) => `${shownWhole(variable)}${value === null ? ' (removed)' : ''}`,
    ),
    headers: [],
  };
}

/** A value may be a secret; which variables go out with it is what a person has to know. */
function withVariables(name: string, value: Template): string {
  const variables = value.flatMap((part) => (typeof part === 'string' ? [] : shownText([part]) || emptyOf(part)));
  return variables.length === 0 ? name : `${name} (${variables.join(', ')})`;
}

function emptyOf(part: Exclude<TemplatePart, string>): string {
  return part.kind === 'variable' ? `${part.written}, which is empty` : '';
}

function shownClient({ clientId, clientSecret, scopes, callbackPort }: ClientTemplate): readonly string[] {
  return [
    ...(clientId === undefined ? [] : [`id ${shownText(clientId)}`]),
    ...(clientSecret === undefined ? [] : [withVariables('a secret', clientSecret)]),
    ...(scopes === undefined ? [] : [`scopes ${shownText(scopes)}`]),
    ...(callbackPort === undefined ? [] : [`port ${callbackPort}`]),
  ];
}

/** Quoted as in a shell wherever a reader could otherwise take one argument for two, or two for one. */
function shownArgument(argument: Template): string {
  const text = shownWhole(shownText(argument));
  return /^[\w@%+=:,./\\~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
