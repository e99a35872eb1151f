import { strict as assert } from 'node:assert';
import type { ToolServers } from '../../../../server/lsp/servers/toolServers.ts';
import { ConnectionError } from '../../../../server/mcp/listing/listTools.ts';
import { requests } from '../../../../server/protocol/requests.ts';
import type { ReadyDefinition } from '../../../../server/serverConfig/definition/readyDefinition.ts';
import type { ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../../server/tools/tool.ts';
import { serverRequests, uri } from '../../lsp/serverRequests.ts';
import { ask as askOnce, canary, type Fault } from './fault.ts';
import { processRows } from './processRows.ts';
import { toolRows } from './toolRows.ts';
import { urlRows } from './urlRows.ts';

/** How long an end may take beyond the timeout, and how long where something has to be killed that ignores everything. */
const patience = { usual: 3_000, killing: 8_000 } as const;

const usualTimeout = 12_000;

/** What the language server knows of the server before the fault. */
const lastGood: ToolList = {
  server: 'S',
  tools: [{ name: 'known before', inputSchema: {} }],
  skipped: [],
  fetchedAt: 7,
};

/**
 * Every fault to survive, one row each, against real processes and real local servers, asked for as an editor does. For
 * each: nothing crashes (an error that nobody catches fails the test), it is over within its timeout and the patience, no
 * process is left (see `fault.withoutOrphans`), the last good list is kept, and the message says what happened and what to
 * do.
 */
suite('Faults of servers', () => {
  for (const fault of [...processRows, ...urlRows, ...toolRows]) {
    const { name, server, told, read, timeout = usualTimeout, kills = false } = fault;
    test(`${name}: ${told === undefined ? 'what can be read is read' : 'the author is told why'}`, async function () {
      this.timeout(timeout + (kills ? patience.killing : patience.usual));
      const known = await server((definition) => knownAfter(definition, fault));
      if (known.state === 'fresh') {
        assert.ok(read, `it was read although it should have failed: ${known.list.tools.length} tools`);
        return read(known.list);
      }
      const problem = known.problem ?? assert.fail('nobody is told why');
      assert.ok(told, `it failed although it should have been read: ${problem.what}`);
      assert.match(problem.what, told.what);
      assert.match(problem.remedy, told.remedy);
      assert.doesNotMatch(JSON.stringify(problem), new RegExp(canary));
      assert.deepEqual(known, { state: 'stale', list: lastGood, problem });
    });
  }
});

/** What is known of the policy's tools after a server was connected to twice: it was well, and then it has this fault. */
async function knownAfter(definition: ReadyDefinition, fault: Fault): Promise<ToolKnowledge> {
  const { timeout = usualTimeout } = fault;
  const { connect, editor, store, close } = serverRequests({
    servers: wellThenFaulty(definition, fault),
    timeoutMilliseconds: timeout,
  });
  try {
    assert.equal((await connect()).state, 'fresh');
    const answer = await connect();
    const known = store.of(uri);
    assert.deepEqual([answer.state, answer.problem], [known.state, 'problem' in known ? known.problem : undefined]);
    const asked = await editor.sendRequest(requests.toolKnowledge, { uri });
    assert.deepEqual(asked, answer);
    return known;
  } finally {
    close();
  }
}

function wellThenFaulty(definition: ReadyDefinition, { ask = askOnce }: Fault): ToolServers {
  let isWell = true;
  return {
    folderOf: async ({ folder }) => folder,
    definitions: async () => ({ source: '', exists: true, definitions: [], problems: [] }),
    definitionsNamed: async () => [],
    async list(_search, _wanted, { timeoutMilliseconds, signal }) {
      if (isWell) {
        isWell = false;
        return { list: lastGood };
      }
      try {
        return { list: await ask(definition, { timeoutMilliseconds, signal }) };
      } catch (error) {
        if (error instanceof ConnectionError) return { problem: error.problem };
        throw error;
      }
    },
  };
}
