import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { policyActionKinds } from '../language/actions/actionKinds.ts';

/**
 * What the server can do. Formatting is announced at once only to an editor that cannot hear of it later: in VS Code it
 * depends on a setting, for a second formatter of JSON makes VS Code ask which one to take.
 */
export function capabilities(announcesFormatting: boolean): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['"', '.', ':'] },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, ...Object.values(policyActionKinds)],
    },
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: { resolveProvider: false },
    documentSymbolProvider: { label: 'MCP Policy' },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentLinkProvider: { resolveProvider: false },
    ...(announcesFormatting && {
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: onTypeCharacters,
    }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** What a person types when the lines around it may need their indentation anew. */
export const onTypeCharacters = { firstTriggerCharacter: '}', moreTriggerCharacter: [']', '\n', ','] };
