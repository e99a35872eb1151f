import assert from 'node:assert/strict';
import { rememberedTarget } from '../../../client/servers/rememberedTarget.ts';

const rows: readonly (readonly [target: string, remembered: string])[] = [
  ['npx -y @scope/server /tmp', 'npx -y @scope/server /tmp'],
  ['x --api-key canary --verbose', 'x --api-key ••• --verbose'],
  ['x --token --verbose', 'x --token --verbose'],
  ["x -H 'Authorization: Bearer canary' -v", "x -H 'Authorization: ••• -v"],
  ["x '--header=Authorization: canary more'", "x '--header=Authorization: •••"],
  ['x --key canary canary', 'x --key •••'],
  ['x sk4711canarycanarycanary /tmp', 'x ••• /tmp'],
  ['x --token=canary', 'x --token=•••'],
  ["x '--api_key=canary'", "x '--api_key=•••"],
  ['x API_KEY=canary', 'x API_KEY=•••'],
  ['x --mode=fast', 'x --mode=fast'],
  ['x postgres://ada:canary@h/db', 'x postgres://•••@h/db'],
  ['https://h/mcp?api_key=•••&team=canary', 'https://h/mcp?•••'],
  [`x ${'y'.repeat(200)}`, `x ${'y'.repeat(117)}…`],
];

suite('What is kept of a server to recognise it by', () => {
  for (const [target, remembered] of rows) {
    test(`${target.slice(0, 40)}: ${remembered.slice(0, 40)}`, () => {
      assert.equal(rememberedTarget(target), remembered);
    });
  }
});
