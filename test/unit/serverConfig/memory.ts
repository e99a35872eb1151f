import { createHash } from 'node:crypto';
import type { ConfigSources } from '../../../server/serverConfig/configuredServers.ts';
import type { Environment } from '../../../server/serverConfig/environment.ts';

/** Configuration out of a table of files, on a POSIX system with the workspace in `/home/me/project`. */
export function inMemory(
  files: Readonly<Record<string, string>>,
  environment: Partial<Environment> = {},
): ConfigSources {
  return {
    files: { read: async (path) => (Object.hasOwn(files, path) ? files[path] : undefined) },
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
