import {
  type ClientCapabilities,
  type Connection,
  type Disposable,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from 'vscode-languageserver';
import { formatOnType } from '../../language/formatting/formatOnType.ts';
import { formatDocument, formatRange } from '../../language/formatting/formatRange.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { onTypeCharacters } from '../capabilities.ts';
import { asked, isFormatting, isFormattingOnType, isFormattingRange } from '../editorParams.ts';
import type { Send } from '../sending.ts';
import type { Settings } from './settings.ts';

/** Offers the formatter as long as the person wants it. */
export interface Formatting {
  initialize(capabilities: ClientCapabilities): void;
  /** True when the editor has to be told at once, whatever is set. */
  readonly announcedAtOnce: () => boolean;
  /** Registers or withdraws the formatter as the setting says. */
  settle(): Promise<void>;
}

export function formatting(
  connection: Connection,
  watched: (uri: string) => PolicyDocument | undefined,
  settings: Settings,
  send: Send,
): Formatting {
  let isDynamic = false;
  let registered: Promise<Disposable[]> | undefined;

  connection.onDocumentFormatting(
    asked(DocumentFormattingRequest, isFormatting, ({ textDocument: { uri }, options }) => {
      const document = watched(uri);
      return document && formatDocument(document, options);
    }),
  );
  connection.onDocumentRangeFormatting(
    asked(DocumentRangeFormattingRequest, isFormattingRange, ({ textDocument: { uri }, range, options }) => {
      const document = watched(uri);
      return document && formatRange(document, range, options);
    }),
  );
  connection.onDocumentOnTypeFormatting(
    asked(DocumentOnTypeFormattingRequest, isFormattingOnType, ({ textDocument: { uri }, position, ch, options }) => {
      const document = watched(uri);
      return document && formatOnType(document, position, ch, options);
    }),
  );

  function register(): Promise<Disposable[]> {
    // The documents of the client's own selector: which files are policies is known there.
    const documentSelector = null;
    return Promise.all([
      connection.client.register(DocumentFormattingRequest.type, { documentSelector }),
      connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector }),
      connection.client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...onTypeCharacters }),
    ]);
  }

  return {
    initialize({ textDocument }) {
      isDynamic = textDocument?.rangeFormatting?.dynamicRegistration === true;
    },
    announcedAtOnce: () => !isDynamic,
    async settle() {
      if (!isDynamic) return;
      const isWanted = await settings.formats();
      if (isWanted && registered === undefined) registered = register();
      if (isWanted || registered === undefined) return;
      const withdrawn = registered;
      registered = undefined;
      for (const each of await withdrawn) send(Promise.resolve(each.dispose()));
    },
  };
}
