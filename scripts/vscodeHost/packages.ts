import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { npm } from '../prepare/npm.ts';

export type UnpackOptions = {
  /** Only this folder of the package, whose content becomes the content of the target. */
  only?: string;
  /** Patterns of paths inside the package that are left out. */
  without?: string[];
};

/** Fetches a package by npm (which checks its integrity and keeps it in its cache) and unpacks it. Runs no script of it. */
export async function unpackPackage(name: string, target: string, options: UnpackOptions = {}): Promise<void> {
  const { only, without = [] } = options;
  fs.mkdirSync(target, { recursive: true });
  const output = await npm(['pack', name, '--json', '--loglevel=error'], { cwd: target });
  const archive = path.join(target, archiveName(output));
  const root = only === undefined ? 'package' : `package/${only}`;
  execFileSync('tar', [
    '-xzf',
    archive,
    '-C',
    target,
    '--no-same-owner',
    `--strip-components=${root.split('/').length}`,
    ...without.map((pattern) => `--exclude=${pattern}`),
    root,
  ]);
  fs.rmSync(archive);
}

/** `npm pack --json` prints an array with one entry a package. */
function archiveName(output: string): string {
  const packed: unknown = JSON.parse(output);
  const first: unknown = Array.isArray(packed) ? packed[0] : undefined;
  if (typeof first === 'object' && first !== null && 'filename' in first && typeof first.filename === 'string')
    // npm 8 and older print the scope's slash although the file's name has a dash.
    return first.filename.replace(/^@/, '').replace('/', '-');
  throw new Error(`npm pack printed something unexpected: ${output}`);
}
