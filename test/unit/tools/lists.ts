import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import type { ToolList } from '../../../server/tools/tool.ts';

const folder = 'test/fixtures/mcp-servers';

/** The tool lists of the five servers and of three captured ones, by file name. */
export const knownLists: readonly (readonly [name: string, list: ToolList])[] = readdirSync(folder).map((file) => {
  const reading = parseSnapshot(readFileSync(join(folder, file), 'utf8'));
  assert.ok('list' in reading);
  return [basename(file, '.json'), reading.list];
});
