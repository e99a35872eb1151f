import { CompletionRequest } from 'vscode-languageserver/node';
import { startEditor } from '../lsp/editor.ts';
import { type Figure, median } from './figure.ts';

const rounds = 21;
const uri = 'file:///bench/policy.json';

/** How long an author waits, in milliseconds: from an edit over stdio to its diagnostics, and for a completion list. */
export async function editingFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [size, tools] of [
    ['100 KB', 123],
    ['1 MB', 1230],
  ] as const) {
    const editor = await startEditor();
    const text = policyOf(tools);
    await editor.open(uri, text);
    const edits: number[] = [];
    const completions: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 15 } };
      const edited = performance.now();
      await editor.change(uri, { range, text: String(round % 10) });
      edits.push(performance.now() - edited);
      const asked = performance.now();
      await editor.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: { line: 4, character: 2 },
      });
      completions.push(performance.now() - asked);
    }
    await editor.close();
    const megabytes = `${size} policy (${tools} tools, ${Math.round(text.length / 1024)} KB)`;
    figures.push(
      { what: `Edit to diagnostics, ${megabytes}`, median: median(edits), unit: 'ms' },
      { what: `Completion, ${megabytes}`, median: median(completions), unit: 'ms' },
    );
  }
  return figures;
}

function policyOf(count: number): string {
  const rules = (name: string) => ({
    require: [{ conditions: [{ path: 'args.reason', op: 'exists', value: true }], on_deny: 'Say why you need this.' }],
    deny_if: [
      { conditions: [{ path: 'args.amount', op: 'gt', value: 5000 }], on_deny: 'Above 5000 a person must approve.' },
      {
        conditions: [{ path: 'args.currency', op: 'not_in', value: ['usd', 'eur', 'gbp'] }],
        on_deny: 'Unknown currency.',
      },
      { conditions: [{ path: 'args.note', op: 'regex', value: '(?i)gift card|wire' }], on_deny: 'Not for an agent.' },
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
