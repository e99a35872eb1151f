import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSnapshot } from '../server/tools/snapshot.ts';
import type { ToolList } from '../server/tools/tool.ts';

const examples = join(__dirname, '..', 'examples');

/** The five servers of `examples`: each has a folder of its name. */
export const exampleNames: readonly string[] = readdirSync(join(examples, 'stand-in-server', 'tools')).map((file) =>
  file.replace('.json', ''),
);

/** A file of an example's folder, e.g. of `p402` the `policy.json`. */
export function exampleText(name: string, file: string): string {
  return readFileSync(join(examples, name, file), 'utf8');
}

/** The policies of the examples, by their names. */
export const examplePolicies: readonly (readonly [name: string, text: string])[] = exampleNames.map((name) => [
  name,
  exampleText(name, 'policy.json'),
]);

/** The tools that the stand-in for an example's server lists. */
export function exampleTools(name: string): ToolList {
  const reading = parseSnapshot(exampleText('stand-in-server', `tools/${name}.json`));
  if (!('list' in reading)) throw new Error(`${name}: ${reading.problem}`);
  return reading.list;
}
