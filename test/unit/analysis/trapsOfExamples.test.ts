import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { trapProblems } from '../../../server/analysis/traps/trapProblems.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import { documentOfText } from './trapsGenerated.ts';

/** Good policies, and the little that is worth knowing about them beside their server's tools. */
const examples: Readonly<Record<string, readonly string[]>> = {
  p402: [],
  // A size between 0 and 1 is let through by `gt 0`, and adds nothing to the bytes of the day.
  'poolparty-airtime': [],
  'studiosphere-pulse': [],
  // Allows by default, and lists what it restricts.
  'token-pilot': ['information default-allows-unseen'],
  'toofi-dental-planning': [],
};

function freshFixture(name: string): ToolKnowledge {
  const reading = parseSnapshot(readFileSync(`test/fixtures/mcp-servers/${name}.json`, 'utf8'));
  if (!('list' in reading)) throw new Error(`${name} has no list of tools`);
  return { state: 'fresh', list: reading.list };
}

suite('The examples fall into no trap', () => {
  for (const [name, expected] of Object.entries(examples)) {
    test(`${name}: ${expected.join(', ') || 'nothing'}`, () => {
      const document = documentOfText(readFileSync(`examples/${name}/policy.json`, 'utf8'));
      const found = (knowledge: ToolKnowledge): string[] =>
        trapProblems(document, knowledge).map(({ severity, code }) => `${severity} ${code}`);
      assert.deepEqual(found(freshFixture(name)), expected);
      assert.deepEqual(
        found(nothingKnown),
        expected.filter((words) => !words.includes('unseen')),
      );
    });
  }
});
