import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';

/** A policy for a tool that takes one of everything that the form can ask for. */
export const orderPolicy = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "create_order": {
      "deny_if": [
        { "conditions": [{ "path": "args.customer.address.country", "op": "not_in", "value": ["NO", "SE"] }], "on_deny": "We deliver to Norway and Sweden." }
      ],
      "limits": [
        { "counter": "orders", "window": "hour", "max": 20, "scope": "grant" }
      ]
    },
    "list_orders": {}
  }
}
`;

const address = {
  type: 'object',
  description: 'Where the goods go.',
  properties: {
    country: { type: 'string', enum: ['NO', 'SE', 'DK'] },
    city: { type: 'string' },
    place: { type: 'object', properties: { latitude: { type: 'number' }, longitude: { type: 'number' } } },
  },
  required: ['country'],
};

export const orderTools: ToolKnowledge = {
  state: 'fresh',
  list: {
    server: 'Orders',
    skipped: [],
    tools: [
      {
        name: 'create_order',
        description: 'Places an order. Nothing is charged until the goods leave the warehouse.',
        inputSchema: {
          type: 'object',
          properties: {
            quantity: {
              type: 'integer',
              minimum: 5,
              maximum: 100,
              multipleOf: 5,
              description: 'How many boxes. Boxes leave the warehouse on pallets of five.',
            },
            speed: { type: 'string', enum: ['standard', 'express'], default: 'standard' },
            customer: {
              type: 'object',
              description: 'Who orders.',
              properties: {
                id: { type: 'string', description: 'As list_customers returns it.' },
                address,
              },
              required: ['id', 'address'],
            },
            labels: { type: 'array', items: { type: 'string' }, description: 'Printed on the parcel, one each.' },
            gift: { type: 'boolean' },
            note: { type: ['string', 'null'], description: 'For the warehouse.', default: null },
            discount: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
            filter: { description: 'Any JSON.' },
          },
          required: ['quantity', 'customer'],
          additionalProperties: false,
        },
      },
      { name: 'list_orders', description: 'Lists orders.', inputSchema: { type: 'object', properties: {} } },
    ],
  },
};
