/** `npm run test:explore`: the unit tests with new random values, which `npm test` never has. Says the seed of what fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const mocha = join(__dirname, '../node_modules/mocha/bin/mocha.js');
const { status } = spawnSync(process.execPath, [mocha, 'test/unit/**/*.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, MCP_POLICY_EXPLORE: '1' },
});
process.exitCode = status ?? 1;
