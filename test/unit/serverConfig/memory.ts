import { createHash } from 'node:crypto';
import type { ConfigSources, Environment } from '../../../server/serverConfig/files/environment.ts';

/**
 * Configuration out of a table of files, on a POSIX system with the workspace in `/home/me/project`. `null` is something
 * that cannot be read; every path that is read is added to `reads`.
 */
export function inMemory(
  files: Readonly<Record<string, string | null>>,
  environment: Partial<Environment> = {},
  reads: string[] = [],
): ConfigSources {
  return {
    files: {
      exists: async (path) => Object.hasOwn(files, path),
      async read(path, maximumBytes) {
        reads.push(path);
        const text = Object.hasOwn(files, path) ? files[path] : undefined;
        if (text === null) throw new Error(`${path} is not a file`);
        if (text !== undefined && text.length > maximumBytes) throw new Error(`${path} is too large`);
        return text;
      },
    },
    environment: {
      variables: { TOKEN: 'canary-4711', PORT: '8080' },
      home: '/home/ada',
      workspaceFolder: '/home/me/project',
      platform: 'linux',
      ...environment,
    },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

export const configPath = '/home/me/project/.vscode/mcp.json';
export const policyPath = '/home/me/project/policy.json';
