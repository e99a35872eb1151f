import {
  type CancellationToken,
  type Connection,
  DefinitionRequest,
  DocumentHighlightRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  type TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { definition } from '../language/navigation/definition.ts';
import { documentHighlights } from '../language/navigation/documentHighlights.ts';
import { references } from '../language/navigation/references.ts';
import { prepareRename, rename } from '../language/navigation/rename.ts';
import { type ScenarioText, scenarioPolicy } from '../language/navigation/scenarioReferences.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { canonicalUri } from './documents/documentUri.ts';
import { isScenarioFile } from './documents/watched.ts';
import { asked, isAskingReferences, isAskingRename, isAtPosition } from './editorParams.ts';
import type { ScenarioFeatures } from './scenarios/scenarioFeatures.ts';
import type { SavedScenario, ScenarioFiles } from './scenarios/scenarioFiles.ts';
import type { PolicyPlace } from './servers/toolServers.ts';

/** What answering the questions about names needs: a name of a policy stands in its scenarios, too. */
export interface Renaming {
  readonly watched: (uri: string) => PolicyDocument | undefined;
  readonly place: (uri: string) => PolicyPlace | undefined;
  /** The open documents, scenarios among them: what is typed counts, not what is saved. */
  readonly open: TextDocuments<TextDocument>;
  readonly scenarios: ScenarioFiles;
  /** Where a name of a scenario file leads. */
  readonly scenarioDefinition: ScenarioFeatures['definition'];
  /** Whether the editor can show where a link starts, too. */
  readonly understandsLinks: () => boolean;
}

/** Answers *Go to Definition*, *Find References*, highlights and *Rename*. */
export function answerRenameRequests(connection: Connection, renaming: Renaming): void {
  const { watched } = renaming;

  connection.onDefinition(
    asked(DefinitionRequest, isAtPosition, async ({ textDocument: { uri }, position }) => {
      const document = watched(uri);
      const links = isScenarioFile(uri)
        ? await renaming.scenarioDefinition(uri, position)
        : document && definition(document, position);
      if (renaming.understandsLinks()) return links;
      return links?.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );

  connection.onDocumentHighlight(
    asked(DocumentHighlightRequest, isAtPosition, ({ textDocument: { uri }, position }) => {
      const document = watched(uri);
      return document && documentHighlights(document, position);
    }),
  );

  connection.onReferences(
    asked(
      ReferencesRequest,
      isAskingReferences,
      async ({ textDocument: { uri }, position, context }, token: CancellationToken) => {
        const scenarios = await scenariosOf(uri, renaming, token);
        const document = watched(uri);
        return document && references(document, position, context.includeDeclaration, scenarios);
      },
    ),
  );

  connection.onPrepareRename(
    asked(PrepareRenameRequest, isAtPosition, ({ textDocument: { uri }, position }) => {
      const document = watched(uri);
      const place = document && prepareRename(document, position);
      if (place !== undefined && 'problem' in place)
        throw new ResponseError(LSPErrorCodes.RequestFailed, place.problem);
      return place;
    }),
  );

  connection.onRenameRequest(
    asked(
      RenameRequest,
      isAskingRename,
      async (
        { textDocument: { uri }, position, newName },
        token: CancellationToken,
      ): Promise<WorkspaceEdit | undefined> => {
        const before = watched(uri);
        const scenarios = await scenariosOf(uri, renaming, token);
        const document = watched(uri);
        if (document === undefined) return undefined;
        if (document !== before)
          throw new ResponseError(LSPErrorCodes.ContentModified, 'The policy has changed meanwhile.');
        const result = rename(document, position, newName, scenarios);
        if ('problem' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.problem);
        return result;
      },
    ),
  );
}

async function scenariosOf(uri: string, renaming: Renaming, token: CancellationToken): Promise<ScenarioText[]> {
  const place = renaming.place(uri);
  if (place === undefined) return [];
  const stop = new AbortController();
  token.onCancellationRequested(() => stop.abort());
  const saved = await renaming.scenarios.below(place.folder, stop.signal);
  return saved.map((scenario) => withPolicy(asTyped(scenario, renaming.open), uri));
}

function asTyped(saved: SavedScenario, open: TextDocuments<TextDocument>): SavedScenario {
  return { uri: saved.uri, text: open.get(saved.uri)?.getText() ?? saved.text };
}

function withPolicy({ uri, text }: SavedScenario, policy: string): ScenarioText {
  const path = scenarioPolicy(text);
  if (path === undefined) return { uri, text, policyUri: undefined };
  const policyUri = Utils.resolvePath(Utils.dirname(URI.parse(uri)), path).toString();
  return { uri, text, policyUri: policyUri === canonicalUri(policy) ? policy : policyUri };
}
