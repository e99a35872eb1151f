import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  SelectionRangeRequest,
} from 'vscode-languageserver';
import { codeActions } from '../language/actions/codeActions.ts';
import { codeLenses } from '../language/codeLenses.ts';
import { complete } from '../language/completion/complete.ts';
import { limitedList } from '../language/completion/limitedList.ts';
import { hover } from '../language/hover/hover.ts';
import { inlayHints } from '../language/inlayHints.ts';
import { documentLinks } from '../language/navigation/documentLinks.ts';
import { documentSymbols } from '../language/navigation/documentSymbols.ts';
import { foldingRanges } from '../language/navigation/foldingRanges.ts';
import { selectionRanges } from '../language/navigation/selectionRanges.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { isScenarioFile } from './documents/watched.ts';
import { asked, isAskingActions, isAtPosition, isAtPositions, isInDocument, isInRange } from './editorParams.ts';
import type { ScenarioFeatures } from './scenarios/scenarioFeatures.ts';
import type { PolicySettings } from './settings/policySettings.ts';

/** What answering an editor's questions about one document needs. */
export interface FeatureContext {
  /** The document as it stands; `undefined` when it is not open or no policy. */
  readonly watched: (uri: string) => PolicyDocument | undefined;
  /** The document as it stands when what is typed there may become a policy. */
  readonly typed: (uri: string) => PolicyDocument | undefined;
  readonly knowledgeOf: (uri: string) => ToolKnowledge;
  readonly settingsOf: (uri: string) => PolicySettings | undefined;
  /** What is wrong with a text of the document that its author wants to hear of. */
  readonly problems: (document: PolicyDocument) => readonly Problem[];
  /** The same without an end, for fixing all of it. */
  readonly all: (document: PolicyDocument) => readonly Problem[];
  /** Answers for the scenarios of policies, whose policies may have to be read first. */
  readonly scenarios: ScenarioFeatures;
}

/**
 * Answers the questions that concern one document: each is a pure function over it. For a policy none waits for anything, so
 * that an answer is about the text as the editor has it, and a question that was taken back before its turn costs nothing.
 */
export function answerFeatureRequests(connection: Connection, context: FeatureContext): void {
  const { watched, knowledgeOf, scenarios } = context;

  connection.onCompletion(
    asked(CompletionRequest, isAtPosition, ({ textDocument: { uri }, position }) => {
      if (isScenarioFile(uri)) return scenarios.complete(uri, position);
      const document = context.typed(uri);
      return document && limitedList(complete(document, knowledgeOf(uri), position), document, position);
    }),
  );

  connection.onHover(
    asked(HoverRequest, isAtPosition, ({ textDocument: { uri }, position }) => {
      if (isScenarioFile(uri)) return scenarios.hover(uri, position);
      const document = watched(uri);
      return document && hover(document, knowledgeOf(uri), position);
    }),
  );

  connection.onCodeAction(
    asked(CodeActionRequest, isAskingActions, ({ textDocument: { uri }, range, context: { only } }) => {
      const kinds = only ?? undefined;
      if (isScenarioFile(uri)) return scenarios.codeActions(uri, range, kinds);
      const document = watched(uri);
      if (document === undefined) return undefined;
      return codeActions(document, knowledgeOf(uri), context.problems(document), range, kinds, context.all);
    }),
  );

  connection.onCodeLens(
    asked(CodeLensRequest, isInDocument, ({ textDocument: { uri } }) => {
      const document = watched(uri);
      if (document === undefined || context.settingsOf(uri)?.codeLens !== true) return undefined;
      return codeLenses(document, knowledgeOf(uri));
    }),
  );

  connection.languages.inlayHint.on(
    asked(InlayHintRequest, isInRange, ({ textDocument: { uri }, range }) => {
      const document = watched(uri);
      if (document === undefined || context.settingsOf(uri)?.inlayHints !== true) return undefined;
      return inlayHints(document, range);
    }),
  );

  connection.onDocumentSymbol(
    asked(DocumentSymbolRequest, isInDocument, ({ textDocument: { uri } }) => {
      if (isScenarioFile(uri)) return scenarios.documentSymbols(uri);
      const document = watched(uri);
      return document && documentSymbols(document);
    }),
  );

  connection.onFoldingRanges(
    asked(FoldingRangeRequest, isInDocument, ({ textDocument: { uri } }) => {
      const document = watched(uri);
      return document && foldingRanges(document);
    }),
  );

  connection.onSelectionRanges(
    asked(SelectionRangeRequest, isAtPositions, ({ textDocument: { uri }, positions }) => {
      const document = watched(uri);
      return document && selectionRanges(document, positions);
    }),
  );

  connection.onDocumentLinks(
    asked(DocumentLinkRequest, isInDocument, ({ textDocument: { uri } }) => {
      const document = watched(uri);
      return document && documentLinks(document);
    }),
  );
}
