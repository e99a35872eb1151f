import type { Connection } from 'vscode-languageserver';
import { besideJsonSupport } from '../language/besideJsonSupport.ts';
import { toDiagnostic } from '../language/diagnostics.ts';
import { allFindings, findings } from '../language/findings.ts';
import { type SeverityChoices, withSeverities } from '../language/severities.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import type { ToolList } from '../tools/tool.ts';
import type { PolicyDocuments } from './documents/policyDocuments.ts';
import { isWatched } from './documents/watched.ts';
import type { Send } from './sending.ts';
import type { PolicySettings } from './settings/policySettings.ts';

/** Keeps the diagnostics of the open policies true. */
export interface Validation {
  /** Publishes soon; calls that follow before then are one. */
  schedule(uri: string): void;
  /** The problems of the document as it stands, computed once per version and tool knowledge. */
  problems(document: PolicyDocument): readonly Problem[];
  /** Every one of any text, however many there are: for what mends a whole policy. */
  all(document: PolicyDocument): readonly Problem[];
  /** Those of any text of the document that its author wants to hear of, each as loudly as chosen. */
  wanted(document: PolicyDocument): readonly Problem[];
  close(uri: string): void;
}

/** What the checks need to know besides the documents. */
export interface ValidationContext {
  readonly knowledgeOf: (uri: string) => ToolKnowledge;
  /** The saved list that the server is compared with; the same value as long as its file says the same. */
  readonly baselineOf: (uri: string) => ToolList | undefined;
  /** `undefined` until the editor has said what is set; nothing is published before. */
  readonly settingsOf: (uri: string) => PolicySettings | undefined;
  readonly editorReportsJsonSyntax: () => boolean;
  readonly diagnosticsPage: () => string | undefined;
}

/**
 * In milliseconds, well below a frame: an editor sends what belongs to one keystroke (the edit, then its questions) at
 * once, and the questions are answered first. Edits that come meanwhile are one.
 */
const quiet = 1;

interface Computed {
  readonly knowledge: ToolKnowledge;
  readonly baseline: ToolList | undefined;
  readonly problems: readonly Problem[];
}

export function validation(
  connection: Connection,
  documents: PolicyDocuments,
  context: ValidationContext,
  send: Send,
): Validation {
  const waiting = new Map<string, NodeJS.Timeout>();
  const computed = new WeakMap<PolicyDocument, Computed>();

  function problems(document: PolicyDocument): readonly Problem[] {
    const [knowledge, baseline] = [context.knowledgeOf(document.uri), context.baselineOf(document.uri)];
    const known = computed.get(document);
    if (known?.knowledge === knowledge && known.baseline === baseline) return known.problems;
    const found = findings(document, knowledge, baseline);
    computed.set(document, { knowledge, baseline, problems: found });
    return found;
  }

  function wanted(document: PolicyDocument): readonly Problem[] {
    return withSeverities(problems(document), severitiesOf(document.uri));
  }

  function shown(document: PolicyDocument): readonly Problem[] {
    if (!isWatched(document)) return [];
    if (!context.editorReportsJsonSyntax()) return wanted(document);
    return withSeverities(besideJsonSupport(problems(document)), severitiesOf(document.uri));
  }

  function severitiesOf(uri: string): SeverityChoices {
    return context.settingsOf(uri)?.severities ?? new Map();
  }

  /** Behind what is being sent: an answer that is ready is not kept back by the checks. */
  function publishInTurn(uri: string): void {
    setImmediate(() => {
      try {
        publish(uri);
      } catch (error) {
        // A text that the checks cannot stand must not end the server, with every other policy's checks.
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        connection.console.error(`${uri} could not be checked: ${reason}`);
      }
    });
  }

  function publish(uri: string): void {
    waiting.delete(uri);
    const document = documents.get(uri);
    // Whoever settles the settings schedules anew.
    if (document === undefined || context.settingsOf(uri) === undefined) return;
    // Nothing was awaited since `documents.get`, so this is still the version that the editor shows.
    const page = context.diagnosticsPage();
    const diagnostics = shown(document).map((problem) => toDiagnostic(problem, document, page));
    send(connection.sendDiagnostics({ uri, version: document.version, diagnostics }));
  }

  return {
    problems,
    all(document) {
      const { uri } = document;
      return withSeverities(
        allFindings(document, context.knowledgeOf(uri), context.baselineOf(uri)),
        severitiesOf(uri),
      );
    },
    wanted,
    schedule(uri) {
      if (!waiting.has(uri)) waiting.set(uri, setTimeout(publishInTurn, quiet, uri));
    },
    close(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
  };
}
