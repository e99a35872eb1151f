import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completeScenario } from '../../../../server/scenarios/language/complete.ts';
import type { ScenarioFile } from '../../../../server/scenarios/scenarioFile.ts';
import type { ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { scenariosOf } from '../../../markedScenarios.ts';
import { freshList } from '../../../toolLists.ts';

const knowledge: ToolKnowledge = freshList([
  {
    name: 'create_charge',
    description: 'Charges a customer.',
    inputSchema: {
      type: 'object',
      required: ['amount'],
      properties: {
        amount: { type: 'integer', minimum: 1, description: 'In cents.' },
        currency: { enum: ['usd', 'eur', 'gbp'] },
        customer: { type: 'object', properties: { email: { type: 'string' }, vip: { type: 'boolean' } } },
      },
    },
  },
  { name: 'export_books', inputSchema: { type: 'object' } },
]);

/** The file around a step, a scenario or a key of the file. */
export const inStep = (step: string): string =>
  `{"policy": "policy.json", "fixtures": {"charge": {}}, "scenarios": [{"name": "n", "steps": [{${step}}]}]}`;
export const inScenario = (scenario: string): string => `{"policy": "policy.json", "scenarios": [{${scenario}}]}`;

interface Offered {
  readonly file: ScenarioFile;
  readonly items: readonly CompletionItem[];
}

/** What is offered where `|` stands. */
export function offered(marked: string, known = knowledge): Offered {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1));
  return { file, items: completeScenario(file, known, file.document.text.positionAt(offset)) };
}

export function labels(marked: string): string[] {
  return offered(marked).items.map(({ label }) => label);
}
