import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { listTools } from '../../../server/mcp/listing/listTools.ts';
import { toolFlags } from '../../../server/tools/suspicious/toolFlags.ts';
import { everything, filesystem, memory, nodeServer } from './processes.ts';

const servers = {
  everything: nodeServer([everything, 'stdio']),
  filesystem: nodeServer([filesystem, resolve('test/fixtures')]),
  memory: nodeServer([memory], { environment: new Map([['MEMORY_FILE_PATH', resolve('no', 'such', 'memory.jsonl')]]) }),
};

suite('The texts of real servers', () => {
  for (const [name, server] of Object.entries(servers)) {
    test(`nothing in those of server-${name} is suspicious`, async () => {
      const { tools } = await listTools(server, { timeoutMilliseconds: 15_000 });
      assert.ok(tools.length > 0);
      assert.deepEqual(tools.flatMap(toolFlags), []);
    });
  }
});
