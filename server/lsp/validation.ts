import type { Connection } from 'vscode-languageserver';
import { toDiagnostic } from '../language/diagnostics.ts';
import { findings } from '../language/findings.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { isPlainJsonProblem } from '../policy/policyProblems.ts';
import type { Problem } from '../policy/problem.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import type { PolicyDocuments } from './policyDocuments.ts';
import type { Send } from './sending.ts';
import { isWatched } from './watched.ts';

/** Keeps the diagnostics of the open policies true. */
export interface Validation {
  /** Publishes soon; calls that follow before then are one. */
  schedule(uri: string): void;
  /** The problems of the document as it stands, computed once per version and tool knowledge. */
  problems(document: PolicyDocument): readonly Problem[];
  close(uri: string): void;
}

/** Within this time, in milliseconds, a burst of keystrokes is validated once: one frame at 60 Hz. */
const oneFrame = 16;

export function validation(
  connection: Connection,
  documents: PolicyDocuments,
  knowledgeOf: (uri: string) => ToolKnowledge,
  editorReportsJsonSyntax: () => boolean,
  send: Send,
): Validation {
  const waiting = new Map<string, NodeJS.Timeout>();
  const computed = new WeakMap<PolicyDocument, { knowledge: ToolKnowledge; problems: readonly Problem[] }>();

  function problems(document: PolicyDocument): readonly Problem[] {
    const knowledge = knowledgeOf(document.uri);
    const known = computed.get(document);
    if (known?.knowledge === knowledge) return known.problems;
    const found = findings(document, knowledge);
    computed.set(document, { knowledge, problems: found });
    return found;
  }

  function publish(uri: string): void {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    const shown = isWatched(document)
      ? problems(document).filter((problem) => !(editorReportsJsonSyntax() && isPlainJsonProblem(problem)))
      : [];
    // Nothing was awaited since `documents.get`, so this is still the version that the editor shows.
    const diagnostics = shown.map((problem) => toDiagnostic(problem, document));
    send(connection.sendDiagnostics({ uri, version: document.version, diagnostics }));
  }

  return {
    problems,
    schedule(uri) {
      if (!waiting.has(uri)) waiting.set(uri, setTimeout(publish, oneFrame, uri));
    },
    close(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
  };
}
