import assert from 'node:assert/strict';
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { requests } from '../../server/protocol/requests.ts';
import { type Editor, startEditor } from './editor.ts';

const uri = 'file:///policies/policy.json';
const policy = `{
  "version": "1",
  "default": "deny",
  "tools": { "pay": { "limits": [{ "counter": "pay_rate", "window": "minute", "max": 30, "scope": "grant" }] } }
}`;

const textDocument = { uri };
const position = { line: 3, character: 14 };
const range = { start: position, end: position };
const options = { tabSize: 2, insertSpaces: true };
const inDocument = { textDocument };
const atPosition = { textDocument, position };

/** LSP's own requests, with parameters that are as they should be. */
const ofEditor: Record<string, object> = {
  'textDocument/completion': atPosition,
  'textDocument/hover': atPosition,
  'textDocument/codeAction': { textDocument, range, context: { diagnostics: [] } },
  'textDocument/codeLens': inDocument,
  'textDocument/inlayHint': { textDocument, range },
  'textDocument/documentSymbol': inDocument,
  'textDocument/foldingRange': inDocument,
  'textDocument/selectionRange': { textDocument, positions: [position] },
  'textDocument/documentLink': inDocument,
  'textDocument/definition': atPosition,
  'textDocument/documentHighlight': atPosition,
  'textDocument/references': { textDocument, position, context: { includeDeclaration: true } },
  'textDocument/prepareRename': atPosition,
  'textDocument/rename': { textDocument, position, newName: 'pay_out' },
  'textDocument/formatting': { textDocument, options },
  'textDocument/rangeFormatting': { textDocument, range, options },
  'textDocument/onTypeFormatting': { textDocument, position, ch: '}', options },
};

const caller = { tool: 'pay', args: {}, grant: 'default', session: 'default' };
const call = { ...caller, at: 0, upstream: 'ok' };
const stream = { ...caller, upstream: 'ok', answeredAfter: 0, from: 0, to: 1000 };
const plan = {
  start: 0,
  duration: 1000,
  windows: 'aligned',
  streams: [{ ...stream, pattern: { kind: 'steady', perMinute: 60 } }],
};

/** The requests of this product; of those that are not named the document is all that is asked. */
const ofProduct: Record<string, object> = {
  ...Object.fromEntries(
    Object.values(requests)
      // It takes no parameters.
      .filter((method) => method !== requests.watched)
      .map((method) => [method, { uri }]),
  ),
  [requests.simulate]: { uri, calls: [{ ...call, times: 1 }], windows: 'aligned' },
  [requests.traffic]: { uri, plan, token: 'run' },
  [requests.trafficCall]: { uri, plan, call: 0 },
  [requests.scenarios]: { uri, text: '{}' },
  [requests.runScenarios]: { uri, text: '{}', ids: [] },
};

/** What stands for anything else: by the kind of the right value another kind. */
const wrong: Record<string, readonly unknown[]> = {
  string: [5, null, {}, ['x']],
  number: ['5', null, {}, -1],
  boolean: ['yes', null, 1],
  object: [5, 'x', null, []],
  array: [5, 'x', { length: 1 }, [null]],
};

/** What may be left out, or be anything: it is not looked at. */
const free = new Set(['diagnostics', 'args', 'text', 'ids', 'inputs']);

/** The parameters with one value inside of them of another kind, or not there, each with its place. */
function* mistaken(value: unknown, place = ''): Generator<{ place: string; params: unknown }> {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  for (const other of wrong[kind] ?? []) yield { place: `${place} = ${JSON.stringify(other)}`, params: other };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (free.has(key)) continue;
    const among = (changed: unknown) =>
      Array.isArray(value)
        ? value.map((each, index) => (String(index) === key ? changed : each))
        : { ...value, [key]: changed };
    for (const { place: where, params } of mistaken(inner, `${place}.${key}`))
      yield { place: where, params: among(params) };
  }
}

/** Numbers that mean something although no right one is like them: a formatter bounds its blanks, a clock may be early. */
const meaningful = /\.(?:tabSize|start|at|from|to|answeredAfter|duration|perMinute) = -1$/;

suite('Parameters of the wrong kind', () => {
  let editor: Editor;
  suiteSetup(async () => {
    editor = await startEditor();
    await editor.open(uri, policy);
  });
  suiteTeardown(async () => {
    assert.equal(await editor.close(), 0);
  });

  async function answer(method: string, params: unknown): Promise<number | 'answered'> {
    try {
      // An array would be parameters by position.
      await editor.connection.sendRequest(method, params as object);
      return 'answered';
    } catch (error) {
      assert.ok(error instanceof ResponseError);
      assert.doesNotMatch(error.message, /\n|TypeError|Cannot read|is not a function|undefined/, method);
      return error.code;
    }
  }

  for (const [method, params] of Object.entries({ ...ofEditor, ...ofProduct })) {
    test(`${method} refuses them as LSP says`, async () => {
      const right = await answer(method, params);
      if (method in ofEditor) assert.ok(right === 'answered', String(right));
      for (const { place, params: odd } of mistaken(params)) {
        if (meaningful.test(place)) continue;
        assert.equal(await answer(method, odd), ErrorCodes.InvalidParams, `params${place}`);
      }
    });
  }

  for (const name of ['', 'a b:c', 'file:////x//y', '1 2://x.policytest.json', '%', ':']) {
    test(`a document named ${JSON.stringify(name)} is refused or unknown, open or not`, async () => {
      const named = (params: object): object =>
        JSON.parse(JSON.stringify(params).replaceAll(JSON.stringify(uri), () => JSON.stringify(name)));
      for (const isOpen of [false, true]) {
        if (isOpen) await editor.send(name, policy);
        for (const [method, params] of Object.entries({ ...ofEditor, ...ofProduct })) {
          assert.notEqual(await answer(method, named(params)), ErrorCodes.InternalError, method);
        }
      }
      assert.equal(await answer('textDocument/documentSymbol', inDocument), 'answered');
      assert.equal(await answer(requests.scenarios, { uri: `${uri}x`, text: '{"policy": "policy.json"}' }), 'answered');
    });
  }
});
