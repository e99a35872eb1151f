import { posix, win32 } from 'node:path';
import { parseEnv } from 'node:util';
import { filledText, inputIds } from '../definition/template.ts';
import type { ConfigFiles } from './environment.ts';
import { EntryFault } from './fault.ts';
import type { EnvFileReader } from './serverEntry.ts';
import type { VariableScope } from './variables.ts';

/** In bytes; a list of settings is never so large. */
const largestEnvFile = 256 * 1024;
const mostVariables = 1_000;

type Variables = ReadonlyMap<string, string>;

/** Reads the variables of `envFile`s for one configuration. Many servers may name one file: it is read once. */
export function envFileReader({
  scope,
  files,
}: {
  readonly scope: VariableScope;
  readonly files: ConfigFiles;
}): EnvFileReader {
  const path = scope.environment.platform === 'win32' ? win32 : posix;
  const known = new Map<string, Promise<Variables | undefined>>();
  return async (template, node) => {
    if (inputIds(template).length > 0) throw new EntryFault('its "envFile" cannot wait for an input', node.offset);
    const place = path.resolve(scope.start, filledText(template, new Map()));
    const reading = known.get(place) ?? readVariables(place, files);
    known.set(place, reading);
    const variables = await reading.catch((error: unknown) => {
      throw new EntryFault(`its "envFile" ${place} cannot be read (${String(error)})`, node.offset);
    });
    if (variables === undefined) throw new EntryFault(`its "envFile" ${place} does not exist`, node.offset);
    return variables;
  };
}

async function readVariables(place: string, files: ConfigFiles): Promise<Variables | undefined> {
  const text = await files.read(place, largestEnvFile);
  if (text === undefined) return undefined;
  const variables = Object.entries(parseEnv(text));
  if (variables.length > mostVariables) throw new Error(`it has more than ${mostVariables} variables`);
  return new Map(variables.map(([name, value]) => [name, value ?? '']));
}
