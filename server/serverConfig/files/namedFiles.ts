import { posix, win32 } from 'node:path';
import type { Node } from 'jsonc-parser';
import type { ConfigFiles } from './environment.ts';
import { atHome, type VariableScope } from './variables.ts';

/** In bytes; what is kept in a file of its own is a key or a token. */
const largestText = 64 * 1024;
/** What one configuration may cost is bounded. */
const mostFiles = 100;

const fileVariable = /\$\{file:([^{}]*)\}/g;

/**
 * Reads the files that `${file:PATH}` names anywhere in a configuration, each once. The line end that editors leave
 * behind a text is none of it.
 */
export async function textsOfNamedFiles(
  tree: Node,
  { environment, start }: Pick<VariableScope, 'environment' | 'start'>,
  files: ConfigFiles,
): Promise<VariableScope['texts']> {
  const path = environment.platform === 'win32' ? win32 : posix;
  const named = [
    ...new Set(textsIn(tree).flatMap((text) => [...text.matchAll(fileVariable)].map(([, name = '']) => name))),
  ];
  const read = named.slice(0, mostFiles).map(async (name) => {
    try {
      const text = await files.read(path.resolve(start, atHome(name, environment)), largestText);
      return [name, text?.trim() ?? { fault: 'does not exist' }] as const;
    } catch (error) {
      return [name, { fault: `cannot be read (${error instanceof Error ? error.message : String(error)})` }] as const;
    }
  });
  return new Map(await Promise.all(read));
}

function textsIn(tree: Node): readonly string[] {
  const texts: string[] = [];
  const pending = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node.value === 'string') texts.push(node.value);
    for (const child of node.children ?? []) pending.push(child);
  }
  return texts;
}
