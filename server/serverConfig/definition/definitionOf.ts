import type { DefinitionInput } from '../../protocol/serverDefinition.ts';
import type { ConfigFile } from '../files/configFile.ts';
import type { Digest } from '../files/environment.ts';
import type { EntryContent } from '../files/serverEntry.ts';
import { clientTemplates } from './configuredClient.ts';
import type { ServerDefinition } from './definition.ts';
import { definitionHash } from './definitionHash.ts';
import { inputIds, type Template } from './template.ts';

/** The definition that an entry's content makes, with its fingerprint. */
export function definitionOf(
  name: string,
  content: EntryContent,
  inputs: readonly DefinitionInput[],
  { path, origin }: Pick<ConfigFile, 'path' | 'origin'>,
  digest: Digest,
): ServerDefinition {
  return { name, source: path, origin, ...content, inputs, hash: definitionHash(name, content, inputs, digest) };
}

/** What the entry asks for, in the order of first use. */
export function inputsIn(content: EntryContent): readonly string[] {
  return [...new Set(templatesOf(content).flatMap(inputIds))];
}

function templatesOf(content: EntryContent): readonly Template[] {
  if (content.transport !== 'stdio') {
    return [content.url, ...content.headers.values(), ...clientTemplates(content.oauth)];
  }
  const variables = [...content.environment.values()].filter((value) => value !== null);
  return [content.command, ...content.args, content.cwd, ...variables];
}
