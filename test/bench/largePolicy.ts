/** A sound policy of so many tools, each with four rules and two limits: some 830 bytes a tool on one line. */
export function largePolicy(count: number): string {
  const rules = (name: string) => ({
    require: [
      {
        conditions: [{ path: 'args.reason', op: 'exists', value: true }],
        on_deny: 'Say in one sentence why you need this and who asked you for it.',
      },
    ],
    deny_if: [
      {
        conditions: [{ path: 'args.amount', op: 'gt', value: 5000 }],
        on_deny: 'Above 5000 a person must approve: ask in the channel of the finance team.',
      },
      {
        conditions: [{ path: 'args.currency', op: 'not_in', value: ['usd', 'eur', 'gbp'] }],
        on_deny: 'Accounts are kept in dollars, euros and pounds only; convert first.',
      },
      {
        conditions: [{ path: 'args.note', op: 'regex', value: '(?i)gift card|wire' }],
        on_deny: 'Wire transfers and gift cards are not for an agent: hand over to a person.',
      },
    ],
    limits: [
      { counter: `${name}_rate`, window: 'minute', max: 30, scope: 'grant' },
      { counter: `${name}_day`, window: 'day', max: 1000, scope: 'grant' },
    ],
  });
  const tools = Array.from({ length: count }, (_, index) => {
    const name = `tool_number_${index}`;
    return `    ${JSON.stringify(name)}: ${JSON.stringify(rules(name))}`;
  });
  return `{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n${tools.join(',\n')}\n  }\n}\n`;
}
