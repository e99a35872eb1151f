import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-types';
import { complete } from '../../../../server/language/completion/complete.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { accepted, atCursor } from '../../../markedCursor.ts';
import { freshList } from '../../../toolLists.ts';

/** What is offered at the `|` of a policy's text. */
export function offered(marked: string, knowledge: ToolKnowledge = nothingKnown): CompletionItem[] {
  const { document, position } = atCursor(marked);
  return complete(document, knowledge, position);
}

export function labels(marked: string, knowledge?: ToolKnowledge): string[] {
  return offered(marked, knowledge).map(({ label }) => label);
}

/** The text after the item of that label was taken at the `|`, with `|` where the cursor ends. */
export function picking(label: string, marked: string, knowledge: ToolKnowledge = nothingKnown): string {
  const { document, position } = atCursor(marked);
  const items = complete(document, knowledge, position);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is offered, among ${items.map((each) => each.label).join(', ')}`);
  return accepted(document, item);
}

/** One thing taken, with the text before and behind. */
export interface Picking {
  readonly what: string;
  readonly text: string;
  readonly pick: string;
  readonly becomes: string;
}

/** One test for each row. */
export function testPicking(rows: readonly Picking[], knowledge?: ToolKnowledge): void {
  for (const { what, text, pick, becomes } of rows)
    test(what, () => assert.equal(picking(pick, text, knowledge), becomes));
}

/** A list of labels in the order in which they are offered. */
export interface Offering {
  readonly what: string;
  readonly text: string;
  readonly labels: readonly string[];
}

export function testOffering(rows: readonly Offering[], knowledge?: ToolKnowledge): void {
  for (const row of rows) test(row.what, () => assert.deepEqual(labels(row.text, knowledge), row.labels));
}

/** A server with tools whose arguments are of every kind. */
export const payments = freshList([
  {
    name: 'create_charge',
    description: 'Charges a customer.',
    inputSchema: {
      type: 'object',
      required: ['amount', 'customer'],
      properties: {
        note: { type: 'string' },
        amount: { type: 'integer', description: 'In cents.', minimum: 1, maximum: 5000 },
        currency: { type: 'string', enum: ['eur', 'usd', 'gbp'], default: 'usd' },
        capture: { type: 'boolean', default: true },
        customer: {
          type: 'object',
          description: 'Who pays.',
          required: ['id'],
          properties: {
            email: { type: 'string', format: 'email' },
            id: { type: 'string' },
            address: { type: 'object', properties: { country: { type: 'string' }, floor: { type: 'number' } } },
          },
        },
        items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        tags: { type: 'array', items: { type: 'string', enum: ['new', 'vip'] } },
        reason: { type: 'string' },
        'with.dot': { type: 'string' },
      },
    },
  },
  { name: 'ping', inputSchema: { type: 'object' } },
]);

/** A policy's text in which a condition of `create_charge` stands. */
export function inCondition(condition: string): string {
  return `{"tools": {"create_charge": {"deny_if": [{"conditions": [${condition}]}]}}}`;
}

/** A policy's text in which a limit of `create_charge` stands. */
export function inLimit(limit: string): string {
  return `{"tools": {"create_charge": {"limits": [${limit}]}}}`;
}
