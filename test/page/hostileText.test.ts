import assert from 'node:assert/strict';
import { fitsInWidth } from './fitsInWidth.ts';
import { button, field, historyRows, isShown, open, panel, panelSuite, verdict, writeArguments } from './panelSuite.ts';

panelSuite('holds against what others wrote', () => {
  const hostile = '<img src=x onerror="document.title=\'taken\'">';

  test('markup in names, descriptions and messages is text', async () => {
    const tool = {
      name: hostile,
      description: hostile,
      inputSchema: { type: 'object', properties: { [hostile]: {} } },
    };
    const text = JSON.stringify({
      version: '1',
      default: 'deny',
      tools: {
        [hostile]: {
          deny_if: [{ conditions: [], on_deny: hostile }],
          limits: [{ counter: hostile, window: 'minute', max: 1, scope: 'grant' }],
        },
      },
    });
    const list = { server: hostile, tools: [tool], skipped: [] };
    await open({ text, server: { knowledge: { state: 'fresh', list } } });
    await isShown(verdict());
    await button('Call').click();
    await isShown(historyRows());
    await field('Tool').click();
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.equal(await panel.page.locator('.agent-text').innerText(), `[POLICY DENIED] ${hostile}`);
    assert.equal(await panel.page.getByRole('option').first().getAttribute('title'), hostile);
    assert.equal(await panel.page.title(), 'Simulator');
  });

  test('what turns the direction of reading is written out, and the tool is called by its own name', async () => {
    const name = 'delete_\u202eegrahc';
    const text = JSON.stringify({ version: '1', default: 'deny', hide: [name] });
    const tool = { name, description: name, inputSchema: { type: 'object' } };
    await open({ text, server: { knowledge: { state: 'fresh', list: { server: 'x', tools: [tool], skipped: [] } } } });
    await button('Call').click();
    await isShown(historyRows());
    assert.equal(await field('Tool').inputValue(), 'delete_<U+202E>egrahc');
    assert.equal(await panel.page.locator('.tool-description').innerText(), 'delete_<U+202E>egrahc');
    const told = '[POLICY DENIED] Tool "delete_<U+202E>egrahc" is hidden by policy';
    assert.equal(await panel.page.locator('.agent-text').innerText(), told);
    assert.ok(!(await panel.page.content()).includes('\u202e'));
  });

  test('a tool called __proto__ is a tool like any other', async () => {
    const text = '{"version": "1", "default": "deny", "tools": {"__proto__": {}, "constructor": {}}}';
    await open({ text, server: { knowledge: { state: 'unknown' } } });
    await isShown(verdict());
    assert.equal(await field('Tool').inputValue(), '__proto__');
    await writeArguments('{"__proto__": {"a": 1}}');
    await button('Call').click();
    await isShown(historyRows());
    assert.equal(await verdict().innerText(), 'Allowed');
  });

  test('very long names and messages stay within the panel', async () => {
    const long = 'x'.repeat(400);
    const text = JSON.stringify({
      version: '1',
      default: 'deny',
      tools: { [long]: { deny_if: [{ conditions: [], on_deny: long }] } },
    });
    await open({ text, width: 250, server: { knowledge: { state: 'unknown' } } });
    await button('Call').click();
    await isShown(historyRows());
    assert.ok(await fitsInWidth());
  });
});
