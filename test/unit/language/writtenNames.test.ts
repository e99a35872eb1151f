import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toolRuleEdits } from '../../../server/language/actions/toolRules/toolRuleEdits.ts';
import { complete } from '../../../server/language/completion/complete.ts';
import { allFindings } from '../../../server/language/findings.ts';
import { rename } from '../../../server/language/navigation/rename.ts';
import { quickFixes } from '../../../server/language/quickFixes.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { createdPolicy } from '../../../server/simulation/createdPolicy.ts';
import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { hiddenCharacters } from '../../../server/tools/suspicious/hiddenCharacters.ts';
import type { Tool } from '../../../server/tools/tool.ts';
import { accepted, atCursor } from '../../markedCursor.ts';
import { freshList } from '../../toolLists.ts';

/*
 * Whatever an edit writes of a server has the server's own names in it, and nothing that an author does not see: what hides
 * or reorders is written as JSON's escapes, which mean the same.
 */

const hiding = ['\u202E', '\u200B', '\u200D', '\u2066', '\u2028', '\u0085', '\uFEFF', '\u3164', '\u{E0041}', '\uFE0F'];
const hiddenName = fastCheck
  .array(fastCheck.constantFrom('pay', 'delete', '_', '1', '"', '\\', '$', '}', '\n', ...hiding), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => `t${parts.join('')}`);

function policy(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

function tool(name: string): Tool {
  const argument = `amount${name}`;
  const properties = { [argument]: { type: 'number', maximum: 5 }, mode: { type: 'string', enum: [name, 'other'] } };
  return { name, description: `Does ${name}.`, inputSchema: { type: 'object', properties } };
}

function everyFix(document: PolicyDocument, knowledge: ToolKnowledge, baseline?: Parameters<typeof allFindings>[2]) {
  const range = { start: { line: 0, character: 0 }, end: document.text.positionAt(document.text.getText().length) };
  return quickFixes(document, allFindings(document, knowledge, baseline), range).flatMap(({ title, edit }) =>
    Object.values(edit?.changes ?? {}).map((edits) => ({
      title,
      text: TextDocument.applyEdits(document.text, edits),
    })),
  );
}

function everyCompletion(marked: string, knowledge: ToolKnowledge) {
  const { document, position } = atCursor(marked);
  return complete(document, knowledge, position).map((item) => ({
    title: item.label,
    text: accepted(document, item).replace('|', ''),
  }));
}

interface Written {
  readonly title: string;
  readonly text: string;
}

/** Every text in it, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
    : [];
}

/** @param name what the text has to say, somewhere, in these very characters */
function demandHonest({ title, text }: Written, name?: string): void {
  assert.equal(hiddenCharacters(text), undefined, `${title}: ${JSON.stringify(text)}`);
  const texts = textsIn(JSON.parse(text));
  if (name !== undefined) assert.ok(texts.includes(name), `${title} says ${JSON.stringify(name)}: ${text}`);
}

const empty = '{"version": "1", "default": "deny", "tools": {}}';
const laidOut = '{\n  "version": "1",\n  "default": "allow",\n  "tools": {}\n}\n';

suite('Names of a server in what is written', () => {
  const holds = (check: (name: string, knowledge: ToolKnowledge) => void) =>
    fastCheck.assert(
      fastCheck.property(hiddenName, (name) => check(name, freshList([tool(name)]))),
      { numRuns: 60 },
    );

  test('a created policy', () => {
    holds((name, knowledge) => {
      const created = createdPolicy(knowledge);
      assert.ok('text' in created);
      demandHonest({ title: 'created', text: created.text }, name);
    });
  });

  for (const change of ['allow', 'deny', 'hide', 'limit', 'starter'] as const) {
    test(`the Tools tree: ${change}`, () => {
      holds((name, knowledge) => {
        for (const source of [empty, laidOut]) {
          const { edits } = toolRuleEdits(policy(source), knowledge, [name], change);
          const isSaid = edits.length > 0;
          demandHonest({ title: change, text: replaced(source, edits) }, isSaid ? name : undefined);
        }
      });
    });
  }

  test('every quick fix for what the server has and the policy does not', () => {
    holds((name, knowledge) => {
      const plain = name.replaceAll(/[^\w]/gu, '') || 't';
      const condition =
        '{ "path": "args.amoun", "op": "eq", "value": 1 }, { "path": "args.mode", "op": "eq", "value": "othr" }';
      for (const source of [
        laidOut,
        `{"version": "1", "default": "allow", "hide": [${JSON.stringify(plain)}], "tools": {${JSON.stringify(`${plain}x`)}: {}}}`,
        `{"version": "1", "default": "deny", "tools": {"pay": { "require": [{ "conditions": [${condition}] }] }}}`,
      ]) {
        const knows = source.includes('"pay"') ? freshList([{ ...tool(name), name: 'pay' }]) : knowledge;
        for (const fix of everyFix(policy(source), knows)) demandHonest(fix);
      }
    });
  });

  test('the fixes of a server that changed', () => {
    holds((name, knowledge) => {
      const before = { ...tool(name), name: 'former_name' };
      const baseline = { server: 's', fetchedAt: 0, tools: [before], skipped: [] };
      for (const source of ['{"version": "1", "default": "allow", "tools": {"former_name": {}}}', laidOut]) {
        for (const fix of everyFix(policy(source), knowledge, baseline)) demandHonest(fix);
      }
    });
  });

  test('every completion', () => {
    holds((name, knowledge) => {
      const own = freshList([{ ...tool(name), name: 'pay' }]);
      const rules = (condition: string) => `{"tools": {"pay": {"require": [{"conditions": [{${condition}}]}]}}}`;
      for (const marked of ['{"tools": {|}}', '{"hide": [|]}', '{"hide": ["|"]}']) {
        for (const each of everyCompletion(marked, knowledge)) {
          if (each.title.startsWith('t')) demandHonest(each, name);
        }
      }
      for (const marked of [
        rules('"path": |'),
        rules('"path": "args.mode", "op": "eq", "value": |'),
        rules('"path": "args.mode", "op": "in", "value": [|]'),
        '{"tools": {"pay": {"require": [|]}}}',
        '{"tools": {"pay": {"deny_if": [|]}}}',
        '{"tools": {"pay": {|}}}',
        `{"tools": {"pay": {"limits": [{"counter": |}]}}}`,
      ]) {
        for (const { title, text } of everyCompletion(marked, own)) {
          assert.equal(hiddenCharacters(text), undefined, `${title}: ${JSON.stringify(text)}`);
        }
      }
    });
  });

  test('a rename', () => {
    holds((name) => {
      const { document, position } = atCursor('{"version": "1", "default": "deny", "tools": {"p|ay": {}}}');
      const edit = rename(document, position, name, []);
      assert.ok('changes' in edit);
      const text = TextDocument.applyEdits(document.text, edit.changes?.[document.uri] ?? []);
      demandHonest({ title: 'rename', text }, name);
    });
  });
});
