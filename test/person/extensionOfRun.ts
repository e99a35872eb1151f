import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, vsixFile } from '../../scripts/prepare/repository.ts';

/**
 * mocha calls this once, before the first test and before the processes that run tests beside each other. One of them
 * is `npm start`, which builds anew: the others install a copy of what was packaged before.
 */
export function mochaGlobalSetup(): void {
  const copy = path.join(cacheFolder, 'test/person/mcp-policy-author.vsix');
  fs.mkdirSync(path.dirname(copy), { recursive: true });
  fs.copyFileSync(vsixFile, copy);
  process.env.MCP_POLICY_TEST_VSIX = copy;
}
