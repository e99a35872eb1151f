import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
} from 'vscode-languageserver';
import type { Send } from './sending.ts';

/** Asks the editor to ask again for what it shows beside the text. */
export interface Refreshing {
  initialize(capabilities: ClientCapabilities): void;
  all(): void;
}

export function refreshing(connection: Connection, send: Send): Refreshing {
  let lenses = false;
  let hints = false;
  return {
    initialize({ workspace }) {
      lenses = workspace?.codeLens?.refreshSupport === true;
      hints = workspace?.inlayHint?.refreshSupport === true;
    },
    all() {
      if (lenses) send(connection.sendRequest(CodeLensRefreshRequest.type));
      if (hints) send(connection.sendRequest(InlayHintRefreshRequest.type));
    },
  };
}
