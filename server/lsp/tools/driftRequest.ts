import type { Connection } from 'vscode-languageserver';
import { type DriftResult, requests } from '../../protocol/requests.ts';
import { driftResult } from '../../simulation/drift/driftResult.ts';
import { demandOpen } from '../documents/demandOpen.ts';
import type { PolicyDocuments } from '../documents/policyDocuments.ts';
import type { PolicyTools } from '../knowledge/policyTools.ts';
import { checked, isDocumentParams } from '../requestParams.ts';

export interface DriftSources {
  readonly documents: PolicyDocuments;
  readonly tools: PolicyTools;
}

/** Answers what changed in a policy's server since its list was saved. */
export function answerDriftRequest(connection: Connection, { documents, tools }: DriftSources): void {
  connection.onRequest(requests.drift, (params: unknown): DriftResult => {
    const { uri } = checked(requests.drift, isDocumentParams, params);
    const [list, path] = [tools.baselineOf(uri), tools.store.snapshotPathOf(uri)];
    const saved = list === undefined || path === undefined ? undefined : { list, path };
    return driftResult(demandOpen(documents, uri), tools.of(uri), saved);
  });
}
