import { strict as assert } from 'node:assert';
import { namedConfigFile } from '../../../server/serverConfig/files/namedConfigFile.ts';
import { inMemory } from './memory.ts';

const rows: readonly (readonly [path: string, text: string, origin: string, folder: string])[] = [
  ['/p/.vscode/mcp.json', '', 'VS Code, workspace', '/p'],
  ['/p/.cursor/mcp.json', '', 'Cursor, workspace', '/p'],
  ['/home/ada/.cursor/mcp.json', '', 'Cursor, user', '/home/ada'],
  ['/p/.mcp.json', '', 'Claude Code, workspace', '/p'],
  ['/x/claude_desktop_config.json', '', 'Claude Desktop, user', '/x'],
  ['/x/mcp_config.json', '', 'Windsurf, user', '/x'],
  ['/x/mcp.json', '{"servers": {}}', 'VS Code', '/x'],
  ['/x/servers.json', '{"mcpServers": {}}', 'Claude Code', '/x'],
];

suite('A configuration file that somebody names', () => {
  for (const [path, text, origin, folder] of rows) {
    test(`${path} ${text}: ${origin}`, () => {
      const file = namedConfigFile(path, text, inMemory({}).environment);
      assert.deepEqual([file.path, file.origin, file.folder], [path, origin, folder]);
    });
  }
});
