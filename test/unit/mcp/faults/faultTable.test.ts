import { strict as assert } from 'node:assert';
import { ConnectionError } from '../../../../server/mcp/listing/listTools.ts';
import type { ReadyDefinition } from '../../../../server/serverConfig/definition/readyDefinition.ts';
import { afterFailure, type ConnectionProblem } from '../../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../../server/tools/tool.ts';
import { freshTools } from '../../../toolLists.ts';
import { ask as askOnce, canary, type Fault } from './fault.ts';
import { processRows } from './processRows.ts';
import { toolRows } from './toolRows.ts';
import { urlRows } from './urlRows.ts';

/** How long an end may take beyond the timeout: a process that ignores everything gets a second or two. */
const patience = 8_000;

const usualTimeout = 12_000;

/**
 * Every fault to survive, one row each, against real processes and real local servers. For each: nothing crashes (an error
 * that nobody catches fails the test), it is over within its timeout and the patience, no process is left (see
 * `fault.withoutOrphans`), the last good list is kept, and the message says what happened and what to do.
 */
suite('Faults of servers', () => {
  for (const fault of [...processRows, ...urlRows, ...toolRows]) {
    const { name, server, told, read, timeout = usualTimeout } = fault;
    test(`${name}: ${told === undefined ? 'what can be read is read' : 'the author is told why'}`, async function () {
      this.timeout(timeout + patience);
      const outcome = await server((definition) => outcomeOf(definition, fault));
      if ('list' in outcome) {
        assert.ok(read, `it was read although it should have failed: ${outcome.list.tools.length} tools`);
        return read(outcome.list);
      }
      const { problem } = outcome;
      assert.ok(told, `it failed although it should have been read: ${problem.what}`);
      assert.match(problem.what, told.what);
      assert.match(problem.remedy, told.remedy);
      assert.doesNotMatch(JSON.stringify(problem), new RegExp(canary));
      const known = freshTools('known before');
      assert.deepEqual(afterFailure(known, problem), { state: 'stale', list: 'list' in known && known.list, problem });
    });
  }
});

type Outcome = { readonly list: ToolList } | { readonly problem: ConnectionProblem };

async function outcomeOf(
  definition: ReadyDefinition,
  { ask = askOnce, timeout = usualTimeout }: Fault,
): Promise<Outcome> {
  try {
    return { list: await ask(definition, { timeoutMilliseconds: timeout }) };
  } catch (error) {
    if (error instanceof ConnectionError) return { problem: error.problem };
    throw error;
  }
}
