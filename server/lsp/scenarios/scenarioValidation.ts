import type { Connection } from 'vscode-languageserver';
import { scenarioDiagnostics } from '../../scenarios/language/diagnostics.ts';
import type { ScenarioFile } from '../../scenarios/scenarioFile.ts';
import type { ScenarioProblem } from '../../scenarios/scenarioProblem.ts';
import { canonicalUri } from '../documents/documentUri.ts';
import type { Send } from '../sending.ts';
import type { ScenarioDocuments } from './scenarioDocuments.ts';

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
  /** False until the editor has said what is set for a file: nothing is published before. */
  readonly isSettled: (uri: string) => boolean;
  /** What is wrong with a file that its author wants to hear of, each as loudly as chosen. */
  readonly wanted: (file: ScenarioFile) => readonly ScenarioProblem[];
  readonly editorReportsJsonSyntax: () => boolean;
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
    // Whoever settles the settings schedules anew.
    if (document === undefined || !context.isSettled(uri)) return;
    const loaded = await scenarios.load(uri);
    // Whoever changed the text meanwhile has asked for its diagnostics.
    if (loaded === undefined || scenarios.get(uri) !== document) return;
    const page = context.diagnosticsPage();
    const diagnostics = scenarioDiagnostics(context.wanted(loaded.file), document, {
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
        if (tested !== undefined && canonicalUri(tested) === canonicalUri(policyUri)) schedule(uri);
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
