import { visibleLine } from '../policy/visibleText.ts';
import type { ServerDefinitionSummary } from '../protocol/serverDefinition.ts';
import type { ServerDefinition } from './definition.ts';
import { shownUrl } from './shownUrl.ts';
import { shownText, type Template } from './template.ts';

/** Describes a definition so that a person can say yes or no to it. No value of a variable or an input is in it. */
export function summarise(definition: ServerDefinition): ServerDefinitionSummary {
  const { name, source, origin, typed, transport, inputs, hash } = definition;
  const common = { name, source, origin, ...(typed !== undefined && { typed }), transport, inputs, hash };
  if (definition.transport !== 'stdio') {
    const headers = [...definition.headers.keys()].map(visibleLine);
    return { ...common, target: visibleLine(shownUrl(definition.url)), environment: [], headers };
  }
  const given = [...definition.environment].filter(([, value]) => value !== null);
  return {
    ...common,
    target: [definition.command, ...definition.args].map(shownArgument).join(' '),
    cwd: visibleLine(shownText(definition.cwd)),
    environment: given.map(([variable]) => visibleLine(variable)),
    headers: [],
  };
}

/** Quoted as in a shell wherever a reader could otherwise take one argument for two, or two for one. */
function shownArgument(argument: Template): string {
  const text = visibleLine(shownText(argument));
  return /^[\w@%+=:,./\\~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
