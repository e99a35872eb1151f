import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JsonObject } from '../../../server/policy/json.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { ToolChoice, ToolParameter } from '../../../server/protocol/simulation.ts';
import { isToolChoicesResult } from '../../../server/protocol/simulationShape.ts';
import { toolChoices } from '../../../server/simulation/toolChoices.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import type { Tool } from '../../../server/tools/tool.ts';

const policy = '{"version": "1", "default": "deny", "hide": ["*", "old"], "tools": {"pay": {}, "__proto__": {}}}';

function choicesOf(tools: readonly Tool[] | undefined, text = policy): readonly ToolChoice[] {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  const list = { server: 's', tools: tools ?? [], skipped: [] };
  const knowledge: ToolKnowledge = tools === undefined ? nothingKnown : { state: 'fresh', list };
  return toolChoices(document, knowledge);
}

function choiceFor(inputSchema: JsonObject): ToolChoice {
  const [choice] = choicesOf([{ name: 'pay', inputSchema }]);
  assert.ok(choice !== undefined);
  return choice;
}

function outline(parameters: readonly ToolParameter[] = []): unknown {
  return parameters.map(({ name, parts }) => (parts === undefined ? name : { [name]: outline(parts) }));
}

suite('The tools that can be called', () => {
  test('are those the policy lists, those it hides, then the server’s others', () => {
    const tools = ['refund', 'pay'].map((name) => ({ name, inputSchema: {} }));
    assert.deepEqual(
      choicesOf(tools).map(({ name, knownFrom }) => [name, knownFrom]),
      [
        ['pay', 'server'],
        ['__proto__', 'policy'],
        ['old', 'policy'],
        ['refund', 'server'],
      ],
    );
    assert.deepEqual(
      choicesOf(undefined).map(({ name }) => name),
      ['pay', '__proto__', 'old'],
    );
  });

  test('a tool of the server comes with its kind and the reason for it, one of the policy without', () => {
    const [pay, other] = choicesOf([{ name: 'pay', inputSchema: {} }]);
    assert.equal(pay?.risk?.class, 'financial');
    assert.match(pay?.risk?.reason ?? '', /The name says "pay"/);
    assert.equal(other?.risk, undefined);
  });

  test('a class that a person chose comes with the next choices, of a tool that is known already', () => {
    const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, policy));
    const list = { server: 's', tools: [{ name: 'pay', inputSchema: {} }], skipped: [] };
    const riskOfPay = (knowledge: ToolKnowledge) => {
      const { class: riskClass, chosenIn } = { chosenIn: undefined, ...toolChoices(document, knowledge)[0]?.risk };
      return [riskClass, chosenIn];
    };
    assert.deepEqual(riskOfPay({ state: 'fresh', list }), ['financial', undefined]);
    const risks = { settings: new Map(), snapshot: new Map([['pay', 'read'] as const]) };
    assert.deepEqual(riskOfPay({ state: 'fresh', list, risks }), ['read', 'snapshot']);
    assert.deepEqual(riskOfPay({ state: 'fresh', list }), ['financial', undefined]);
  });

  test('arguments come with what a field needs to know', () => {
    const { parameters, takesOthers } = choiceFor({
      type: 'object',
      additionalProperties: false,
      properties: {
        share: { type: 'number', minimum: 0, exclusiveMaximum: 1, multipleOf: 0.05, default: 0.5 },
        tags: { type: 'array', items: { enum: ['a', 'b'] } },
        note: { type: ['string', 'null'], description: 'For you.' },
      },
      required: ['tags'],
    });
    assert.equal(takesOthers, undefined);
    assert.deepEqual(parameters, [
      {
        name: 'tags',
        type: '("a" | "b")[]',
        required: true,
        types: ['array'],
        elements: { types: ['string'], values: ['a', 'b'] },
      },
      {
        name: 'share',
        type: 'number (at least 0, less than 1)',
        required: false,
        types: ['number'],
        minimum: 0,
        maximum: 1,
        excludesMaximum: true,
        step: 0.05,
        default: 0.5,
      },
      { name: 'note', type: 'string | null', required: false, types: ['string', 'null'], description: 'For you.' },
    ]);
  });

  test('objects come with their parts, two levels deep', () => {
    const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
    const inner = object({ c: object({ d: { type: 'string' } }) });
    const { parameters } = choiceFor(object({ a: object({ b: inner }), t: { type: 'string' } }));
    assert.deepEqual(outline(parameters), [{ a: [{ b: ['c'] }] }, 't']);
  });

  test('a schema that leaves other arguments open says so', () => {
    assert.equal(choiceFor({ type: 'object' }).takesOthers, true);
    assert.equal(choiceFor({ type: 'object', properties: { a: {} } }).takesOthers, undefined);
    assert.equal(choiceFor({ type: 'object', properties: { a: {} }, additionalProperties: true }).takesOthers, true);
  });

  test('however large a schema is, what is sent of it is not, and nothing wrong is said', () => {
    const words = 'long '.repeat(10_000);
    const many = (count: number, schema: JsonObject) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`argument_${index}`, schema]));
    const hostile: readonly JsonObject[] = [
      { type: 'object', properties: many(5_000, { type: 'string', description: words, default: words }) },
      { type: 'object', properties: { a: { enum: Array.from({ length: 5_000 }, (_, index) => `value ${index}`) } } },
      { type: 'object', properties: { a: { enum: [words] } } },
      {
        type: 'object',
        properties: { a: { $ref: '#/$defs/node' } },
        $defs: { node: { type: 'object', properties: many(40, { $ref: '#/$defs/node' }) } },
      },
    ];
    for (const schema of hostile) {
      const choice = choiceFor(schema);
      assert.ok(JSON.stringify(choice.parameters).length < 400_000);
      assert.ok(isToolChoicesResult({ tools: [choice], knowledge: { state: 'fresh', toolCount: 1, skipped: [] } }));
    }
    assert.equal(choiceFor(hostile[0] ?? {}).parameters?.length, 200);
    assert.equal(choiceFor(hostile[0] ?? {}).takesOthers, true, 'those that are left out are not unknown');
    assert.equal(choiceFor(hostile[1] ?? {}).parameters?.[0]?.values, undefined);
    assert.deepEqual(choiceFor(hostile[2] ?? {}).parameters?.[0]?.types, ['string']);
  });

  test('what is known of a tool is worked out once, whatever becomes of the policy', () => {
    const tools = [{ name: 'pay', inputSchema: { type: 'object', properties: { a: {} } } }];
    const [before] = choicesOf(tools);
    const [after] = choicesOf(tools, policy.replace('"hide": ["*", "old"], ', ''));
    assert.equal(before?.parameters, after?.parameters);
    assert.deepEqual([before?.standing, after?.standing], ['hidden', 'allowed']);
  });
});
