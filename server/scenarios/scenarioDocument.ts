import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Node, type ParseError, parseTree } from '../policy/syntax/syntaxTree.ts';
import { type WrittenScenarios, writtenScenarios } from './writtenScenarios.ts';

/** One version of a scenario file's text, parsed once. */
export interface ScenarioDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: TextDocument;
  readonly root: Node | undefined;
  readonly syntaxErrors: readonly ParseError[];
  readonly written: WrittenScenarios;
}

/** Never throws, whatever the text. */
export function parseScenarioDocument(text: TextDocument): ScenarioDocument {
  const { root, errors } = parseTree(text.getText());
  return {
    uri: text.uri,
    version: text.version,
    text,
    root,
    syntaxErrors: errors,
    written: writtenScenarios(root),
  };
}
