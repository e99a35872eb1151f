import type { DefinitionInput } from '../../protocol/serverDefinition.ts';
import type { Digest } from '../files/environment.ts';
import type { EntryContent } from '../files/serverEntry.ts';

/**
 * The fingerprint of what the person is asked to agree to: everything that is started or requested, with the values of
 * variables, without the answers to inputs. The file's place is left out: the same definition elsewhere is the same.
 */
export function definitionHash(
  name: string,
  content: EntryContent,
  inputs: readonly DefinitionInput[],
  digest: Digest,
): string {
  const parts =
    content.transport === 'stdio'
      ? [content.command, content.args, content.cwd, [...content.environment]]
      : [content.url, [...content.headers], ...(content.oauth === undefined ? [] : [content.oauth])];
  return digest(JSON.stringify([name, content.transport, parts, inputs]));
}
