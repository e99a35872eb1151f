import type { TextDocument } from 'vscode-languageserver-textdocument';
import { natureOf, type PolicyNature } from './nature.ts';
import { type Node, type ParseError, parseTree } from './syntax/syntaxTree.ts';
import { type WrittenPolicy, writtenPolicy } from './writtenPolicy.ts';

/** One version of a policy's text, parsed once. Everything that reads a policy reads one of these. */
export interface PolicyDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: TextDocument;
  readonly root: Node | undefined;
  readonly syntaxErrors: readonly ParseError[];
  /** True when an object of it, `tools` among them, names a key twice. */
  readonly hasDuplicateKeys: boolean;
  readonly nature: PolicyNature;
  /** Read when it is first asked for: an answer about one place may not need it. */
  readonly written: WrittenPolicy;
}

/** Reads any text, broken or not: what of it is not JSON is in `syntaxErrors`, and the tree holds the rest. Never throws. */
export function parsePolicyDocument(text: TextDocument): PolicyDocument {
  const tree = parseTree(text.getText());
  let written: WrittenPolicy | undefined;
  return {
    uri: text.uri,
    version: text.version,
    text,
    root: tree.root,
    syntaxErrors: tree.errors,
    hasDuplicateKeys: tree.hasDuplicateKeys,
    nature: natureOf(tree.root),
    get written() {
      written ??= writtenPolicy(tree.root);
      return written;
    },
  };
}
