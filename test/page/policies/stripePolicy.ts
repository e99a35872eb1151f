import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';

/** A policy with one of everything that the panel shows. */
export const stripePolicy = `{
  "version": "1",
  "default": "deny",
  "hide": ["delete_account"],
  "all_tools": {
    "limits": [
      { "counter": "calls-per-minute", "window": "minute", "max": 60, "scope": "grant" }
    ]
  },
  "tools": {
    "create_charge": {
      "require": [
        { "conditions": [{ "path": "args.currency", "op": "in", "value": ["usd", "eur"] }], "on_deny": "Only USD and EUR charges are allowed." }
      ],
      "deny_if": [
        { "conditions": [{ "path": "args.amount", "op": "gt", "value": 50000 }], "on_deny": "Charges over $500 need a human. Ask in #payments." }
      ],
      "limits": [
        { "counter": "create_charge_rate", "window": "minute", "max": 30, "scope": "grant" }
      ]
    },
    "create_refund": {
      "action": "require_approval",
      "reason": "Refunds are approved by the finance team."
    },
    "list_customers": {}
  }
}
`;

/** The tools of the server behind it. */
export const stripeTools: ToolKnowledge = {
  state: 'fresh',
  list: {
    server: 'Stripe',
    fetchedAt: Date.UTC(2026, 2, 2, 10, 0, 0),
    skipped: [],
    tools: [
      {
        name: 'create_charge',
        description:
          'Charges a customer’s saved payment method. The amount is in the smallest currency unit, e.g. cents.',
        inputSchema: {
          type: 'object',
          properties: {
            amount: { type: 'integer', minimum: 1, examples: [5000] },
            currency: { type: 'string', enum: ['usd', 'eur', 'gbp'] },
            customer: { type: 'string' },
            description: { type: 'string' },
          },
          required: ['amount', 'currency'],
        },
      },
      {
        name: 'create_refund',
        description: 'Refunds a charge, all of it or a part.',
        inputSchema: { type: 'object', properties: { charge: { type: 'string' } }, required: ['charge'] },
      },
      {
        name: 'list_customers',
        description: 'Lists customers, newest first.',
        inputSchema: { type: 'object', properties: { limit: { type: 'integer' } } },
      },
      {
        name: 'delete_account',
        description: 'Deletes the account and everything in it. This cannot be undone.',
        inputSchema: { type: 'object' },
      },
      { name: 'create_payout', description: 'Pays out to a bank account.', inputSchema: { type: 'object' } },
    ],
  },
};
