import assert from 'node:assert/strict';
import { CancellationTokenSource, CompletionRequest, LSPErrorCodes } from 'vscode-languageserver/node';
import { largePolicy } from '../bench/largePolicy.ts';
import { type Editor, startEditor } from './editor.ts';

const uri = 'file:///policies/policy.json';
const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 15 } };

suite('A burst of keystrokes', () => {
  let editor: Editor;
  setup(async () => {
    editor = await startEditor();
  });
  teardown(async () => {
    assert.equal(await editor.close(), 0);
  });

  test('is checked as one: work is never queued, and the last text is what counts', async () => {
    await editor.open(uri, largePolicy(300));
    const before = editor.published.length;
    const edits = 60;
    for (let number = 1; number < edits; number++) await editor.edit(uri, { range, text: String(number % 10) });
    const last = await editor.change(uri, { range, text: '1' });
    assert.deepEqual(last, []);
    const publications = editor.published.length - before;
    assert.ok(publications < edits / 2, `${publications} publications for ${edits} edits that came at once`);
  });

  test('takes questions back before their turn: each is answered as cancelled, the last one truly', async () => {
    await editor.open(uri, largePolicy(300));
    const textDocument = { uri };
    const position = { line: 4, character: 5 };
    const superseded: Promise<unknown>[] = [];
    for (let number = 0; number < 20; number++) {
      void editor.edit(uri, { range, text: String(number % 10) });
      const source = new CancellationTokenSource();
      superseded.push(
        editor.connection.sendRequest(CompletionRequest.type, { textDocument, position }, source.token).then(
          () => 'answered',
          (error: { code: number }) => error.code,
        ),
      );
      source.cancel();
    }
    const answer = await editor.connection.sendRequest(CompletionRequest.type, { textDocument, position });
    assert.notEqual(answer, undefined);
    const outcomes = await Promise.all(superseded);
    const cancelled = outcomes.filter((outcome) => outcome === LSPErrorCodes.RequestCancelled).length;
    assert.ok(cancelled >= 15, `only ${cancelled} of 20 were taken back before their turn`);
  });
});
