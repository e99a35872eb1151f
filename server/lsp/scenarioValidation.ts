import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { scenarioDiagnostics } from '../scenarios/language/diagnostics.ts';
import type { ScenarioDocuments } from './scenarioDocuments.ts';
import type { Send } from './sending.ts';

/** Keeps the diagnostics of the open scenario files true. */
export interface ScenarioValidation {
  /** Publishes soon; calls that follow before then are one. */
  schedule(uri: string): void;
  /** Checks the open files anew that this policy is tested by. */
  policyChanged(policyUri: string): void;
  /** Checks all open files anew. */
  all(): void;
  close(uri: string): void;
}

export interface ScenarioValidationContext {
  readonly scenarios: ScenarioDocuments;
  readonly openUris: () => readonly string[];
  readonly editorReportsJsonSyntax: () => boolean;
  /** The address of `docs/diagnostics.md`; that of the scenarios' codes lies beside it. */
  readonly diagnosticsPage: () => string | undefined;
}

/** In milliseconds. */
const quiet = 4;

export function scenarioValidation(
  connection: Connection,
  context: ScenarioValidationContext,
  send: Send,
): ScenarioValidation {
  const { scenarios } = context;
  const waiting = new Map<string, NodeJS.Timeout>();

  async function publish(uri: string): Promise<void> {
    waiting.delete(uri);
    const document = scenarios.get(uri);
    if (document === undefined) return;
    const loaded = await scenarios.load(uri);
    // Whoever changed the text meanwhile has asked for its diagnostics.
    if (loaded === undefined || scenarios.get(uri) !== document) return;
    const page = context.diagnosticsPage()?.replace(/[^/]*$/, 'scenarios.md');
    const diagnostics = scenarioDiagnostics(loaded.file, {
      besideJsonSupport: context.editorReportsJsonSyntax(),
      ...(page !== undefined && { page }),
    });
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }

  function schedule(uri: string): void {
    if (!waiting.has(uri))
      waiting.set(
        uri,
        setTimeout(() => send(publish(uri)), quiet),
      );
  }

  return {
    schedule,
    policyChanged(policyUri) {
      for (const uri of context.openUris()) {
        const document = scenarios.get(uri);
        const tested = document && scenarios.policyUriOf(document);
        if (tested !== undefined && isSame(tested, policyUri)) schedule(uri);
      }
    },
    all: () => context.openUris().forEach(schedule),
    close(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
  };
}

/** Editors escape the same address in different ways. */
function isSame(left: string, right: string): boolean {
  return URI.parse(left).toString() === URI.parse(right).toString();
}
