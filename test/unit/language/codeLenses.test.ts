import assert from 'node:assert/strict';
import { codeLenses } from '../../../server/language/codeLenses.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { atCursor } from '../../markedCursor.ts';
import { freshList, freshTools } from '../../toolLists.ts';

function titles(text: string, knowledge: ToolKnowledge = nothingKnown): string[] {
  return codeLenses(atCursor(`${text}|`).document, knowledge).map(({ command }) => command?.title ?? '');
}

suite('CodeLens', () => {
  test('above each tool: simulate a call, and what the policy says about it', () => {
    const text = `{"version": "1", "default": "deny", "hide": ["c"], "tools": {
      "a": {},
      "b": {"limits": [{"counter": "b_rate", "window": "minute", "max": 30, "scope": "grant"}]},
      "c": {},
      "d": {"deny_if": [{"conditions": [], "on_deny": "Ask $(bug) first."}]}
    }}`;
    assert.deepEqual(titles(text).slice(1), [
      'Simulate call · allowed',
      'Simulate call · 30/min per grant',
      'Simulate call · deny: hidden',
      'Simulate call · blocked: Ask $\u2060(bug) first.',
    ]);
  });

  test('and how risky it looks, when the tool is known', () => {
    const text = '{"hide": ["delete_b"], "tools": {"create_a": {}, "delete_b": {}, "other": {}, "__proto__": {}}}';
    assert.deepEqual(titles(text, freshTools('create_a', 'delete_b', '__proto__')).slice(1), [
      'Simulate call · allowed · write, medium risk',
      'Simulate call · deny: hidden · destructive, critical risk',
      'Simulate call · allowed',
      'Simulate call · allowed · write, medium risk',
    ]);
  });

  test('by what a person chose, where a person did', () => {
    const text = '{"default": "deny", "tools": {"create_a": {}}}';
    const known = freshTools('create_a');
    assert.ok(known.state === 'fresh');
    const risks = { settings: new Map([['create_a', 'financial'] as const]), snapshot: new Map() };
    assert.equal(titles(text, { ...known, risks })[1], 'Simulate call · allowed · financial, critical risk');
    assert.equal(titles(text, known)[1], 'Simulate call · allowed · write, medium risk');
  });

  test('of two tools of one name the first is meant, as in hovers', () => {
    const knowledge = freshList([
      { name: 'a', description: 'Deletes it.', inputSchema: {} },
      { name: 'a', description: 'Reads it.', inputSchema: {} },
    ]);
    assert.deepEqual(titles('{"tools": {"a": {}}}', knowledge).slice(1), [
      'Simulate call · allowed · destructive, critical risk',
    ]);
  });

  test('the command gets the document and the tool', () => {
    const [, lens] = codeLenses(atCursor('{"tools": {"__proto__": {}}}|').document, nothingKnown);
    assert.deepEqual(lens?.command?.arguments, ['file:///policy.json', '__proto__']);
  });

  test('above the tools: the server behind them, and that one may connect to it while nobody has', () => {
    const text = '{"tools": {}}';
    assert.deepEqual(titles(text), ['Connect to MCP Server']);
    assert.deepEqual(titles(text, freshTools('a', 'b')), ['Test Server · 2 tools']);
    const known = freshList([]);
    assert.ok(known.state === 'fresh');
    const { fetchedAt: _, ...undated } = known.list;
    const dated = { ...undated, fetchedAt: Date.UTC(2026, 10, 17, 12) };
    const stale = [
      [{ list: undated }, 'Test Server · 0 tools · not current'],
      [{ list: dated }, 'Test Server · 0 tools · not current, listed 2026-11-17'],
      [{ list: dated, from: 'earlier' }, 'Test Server · 0 tools · not current, listed 2026-11-17'],
      [{ list: dated, from: 'snapshot' }, 'Connect to MCP Server · Test Server, 0 tools, snapshot of 2026-11-17'],
      [{ list: undated, from: 'snapshot' }, 'Connect to MCP Server · Test Server, 0 tools, from a snapshot'],
    ] as const;
    for (const [knowledge, title] of stale) {
      assert.deepEqual(titles(text, { ...knowledge, state: 'stale' }), [title]);
    }
  });

  test('none above a tool without a name yet', () => {
    assert.deepEqual(titles('{"tools": {"": {}}}'), ['Connect to MCP Server']);
  });

  test('none in an empty file', () => assert.deepEqual(titles(''), []));
});
