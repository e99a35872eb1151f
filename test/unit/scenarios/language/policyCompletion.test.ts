import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-types';
import { asksForPolicies, completeScenario } from '../../../../server/scenarios/language/complete.ts';
import type { ScenarioFile } from '../../../../server/scenarios/scenarioFile.ts';
import { nothingKnown } from '../../../../server/tools/knowledge.ts';
import { accepted } from '../../../markedCursor.ts';
import { scenariosOf } from '../../../markedScenarios.ts';

const policies = ['charges.policy.json', '../shared/$policy.json'];

/** What is offered where `|` stands, and whether the policies that there are make a difference. */
function near(marked: string): { file: ScenarioFile; items: readonly CompletionItem[]; asks: boolean } {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1));
  const position = file.document.text.positionAt(offset);
  const asks = asksForPolicies(file, position);
  return { file, items: completeScenario(file, nothingKnown, position, policies), asks };
}

suite('The policy of a scenario file', () => {
  test('is one of those that there are, in their order', () => {
    const { items, asks } = near('{"policy": "|"}');
    assert.equal(asks, true);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['"charges.policy.json"', '"../shared/$policy.json"'],
    );
  });

  for (const [at, take] of [
    ['|', 'scenarios of a policy'],
    ['{|}', 'policy'],
  ] as const) {
    test(`is the nearest one when ${take} is taken`, () => {
      const { file, items, asks } = near(at);
      assert.equal(asks, true);
      const item = items.find(({ label }) => label === take);
      assert.ok(item);
      assert.match(accepted(file.document, item), /^\{\s*"policy": "charges\.policy\.json"/);
    });
  }

  test('is not looked for where it makes no difference', () => {
    for (const marked of ['{"now": |}', '{"scenarios": [|]}', '{"scenarios": [{"steps": [{"tool": "|"}]}]}']) {
      assert.equal(near(marked).asks, false, marked);
    }
  });
});
