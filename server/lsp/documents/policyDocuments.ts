import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/policyDocument.ts';

/** The open documents, each parsed once per version and text. */
export interface PolicyDocuments {
  /** The document as it stands now; `undefined` when it is not open. */
  get(uri: string): PolicyDocument | undefined;
  all(): PolicyDocument[];
  forget(uri: string): void;
}

export function policyDocuments(open: TextDocuments<TextDocument>): PolicyDocuments {
  const parsed = new Map<string, PolicyDocument>();

  function get(uri: string): PolicyDocument | undefined {
    const document = open.get(uri);
    if (document === undefined) return undefined;
    const known = parsed.get(uri);
    // A client may send another text under the same number.
    if (known?.version === document.version && known.text.getText() === document.getText()) return known;
    // The tree of a large policy is let go before the next one is built: two of them at once cost time, not only room.
    parsed.delete(uri);
    // The open document changes in place with each edit; a policy document is one version and stays as it is.
    const frozen = TextDocument.create(uri, document.languageId, document.version, document.getText());
    const policy = parsePolicyDocument(frozen);
    parsed.set(uri, policy);
    return policy;
  }

  return {
    get,
    all: () => open.keys().flatMap((uri) => get(uri) ?? []),
    forget: (uri) => parsed.delete(uri),
  };
}
