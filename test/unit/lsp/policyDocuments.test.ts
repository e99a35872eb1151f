import assert from 'node:assert/strict';
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { policyDocuments } from '../../../server/lsp/documents/policyDocuments.ts';

const uri = 'file:///policy.json';

/** Open documents that the test exchanges, as a client does that opens one twice. */
class OpenDocuments extends TextDocuments<TextDocument> {
  current = TextDocument.create(uri, 'json', 1, '{}');

  constructor() {
    super(TextDocument);
  }

  override get(): TextDocument {
    return this.current;
  }
}

suite('The open policies', () => {
  test('are parsed once for the same version and text', () => {
    const documents = policyDocuments(new OpenDocuments());
    assert.equal(documents.get(uri), documents.get(uri));
  });

  test('are parsed anew when another text comes under the same version', () => {
    const open = new OpenDocuments();
    const documents = policyDocuments(open);
    documents.get(uri);
    open.current = TextDocument.create(uri, 'json', 1, '{"hide": []}');
    assert.equal(documents.get(uri)?.text.getText(), '{"hide": []}');
  });
});
