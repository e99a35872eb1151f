import assert from 'node:assert/strict';
import { comparisonTitle, type DriftedTool, driftChoices, driftedTool } from '../../../client/tools/driftChoices.ts';
import { driftServer } from '../../../client/tools/driftServer.ts';

const renamed: DriftedTool = {
  name: 'annul',
  formerName: 'cancel',
  marks: [
    { kind: 'renamed', sentence: 'It looks like "cancel".' },
    { kind: 'schema', sentence: '"a" is now required.' },
  ],
  before: 'Name: cancel\n',
  now: 'Name: annul\n',
};
const fresh: DriftedTool = { name: 'pay', marks: [{ kind: 'added', sentence: 'New.' }], now: 'Name: pay\n' };
const gone: DriftedTool = { name: 'refund', marks: [{ kind: 'removed', sentence: 'Gone.' }], before: 'Name: refund\n' };
const result = { snapshot: '/a.mcptools.json', tools: [renamed, fresh, gone] };

suite('The list of tools that changed', () => {
  test('a row for each, with what changed and what it means', () => {
    assert.deepEqual(
      driftChoices(result).map(({ label, description, detail }) => [label, description, detail]),
      [
        ['$(diff-renamed) annul', 'renamed, arguments', 'It looks like "cancel". "a" is now required.'],
        ['$(diff-added) pay', 'new', 'New.'],
        ['$(diff-removed) refund', 'gone', 'Gone.'],
      ],
    );
  });

  test('a name of a server brings no icon, no link and nothing that does not show', () => {
    const [row] = driftChoices({ tools: [{ ...fresh, name: '$(trash) [a](command:b)\u202e\n' }] });
    assert.equal(row?.label, '$(diff-added) $\u2060(trash) [a]\u2060(command:b)<U+202E><U+000A>');
  });

  test('a tool is found by the name that the policy may still know it by', () => {
    assert.equal(driftedTool(result, 'annul'), renamed);
    assert.equal(driftedTool(result, 'cancel'), renamed);
    assert.equal(driftedTool(result, 'constructor'), undefined);
  });

  test('the title says what is compared', () => {
    assert.equal(comparisonTitle(renamed), 'cancel → annul (snapshot ↔ now)');
    assert.equal(comparisonTitle(fresh), 'pay (new)');
    assert.equal(comparisonTitle(gone), 'refund (gone since the snapshot)');
  });
});

suite('The language server’s answers about drift', () => {
  const asking = (answer: unknown) => driftServer(async () => ({ sendRequest: async () => answer }));

  test('an answer of the agreed shape is passed on', async () => {
    assert.deepEqual(await asking(result).drift('file:///a'), result);
    assert.deepEqual(await asking({ tools: [] }).drift('file:///a'), { tools: [] });
    const snapshot = { path: '/a.mcptools.json', text: '{}' };
    assert.deepEqual(await asking(snapshot).snapshot('file:///a'), snapshot);
    const problem = { problem: { what: 'No list.', remedy: 'Connect.' } };
    assert.deepEqual(await asking(problem).snapshot('file:///a'), problem);
  });

  test('any other is an error that says what to do', async () => {
    const unreadable = /cannot be read\. Restart the language server/;
    for (const answer of [null, {}, { tools: [{}] }, { tools: [{ ...fresh, marks: [{ kind: 'x', sentence: '' }] }] }]) {
      await assert.rejects(asking(answer).drift('file:///a'), unreadable);
      await assert.rejects(asking(answer).snapshot('file:///a'), unreadable);
    }
  });
});
