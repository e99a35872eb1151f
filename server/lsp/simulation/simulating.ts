import { type Connection, RequestType } from 'vscode-languageserver';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { requests, type SimulateResult, type ToolChoicesResult } from '../../protocol/requests.ts';
import { simulateCalls } from '../../simulation/simulation.ts';
import { toolChoices } from '../../simulation/toolChoices.ts';
import { demandOpen } from '../documents/demandOpen.ts';
import type { PolicyDocuments } from '../documents/policyDocuments.ts';
import { knowledgeResult } from '../knowledge/knowledgeResult.ts';
import type { PolicyTools } from '../knowledge/policyTools.ts';
import { checked, isDocumentParams, isSimulateParams } from '../requestParams.ts';

export interface Simulating {
  readonly documents: PolicyDocuments;
  readonly tools: PolicyTools;
  readonly problems: (document: PolicyDocument) => readonly Problem[];
}

const simulateRequest = new RequestType<unknown, SimulateResult, void>(requests.simulate);

/** Answers the simulator's requests on the open text, saved or not. */
export function answerSimulationRequests(connection: Connection, simulating: Simulating): void {
  const { documents, tools, problems } = simulating;

  connection.onRequest(requests.toolChoices, (params: unknown): ToolChoicesResult => {
    const { uri } = checked(requests.toolChoices, isDocumentParams, params);
    return {
      tools: toolChoices(demandOpen(documents, uri), tools.of(uri)),
      knowledge: knowledgeResult(tools.store.serverOf(uri)),
    };
  });

  connection.onRequest(simulateRequest, (params) => {
    const { uri, calls, windows } = checked(requests.simulate, isSimulateParams, params);
    const document = demandOpen(documents, uri);
    return simulateCalls(document, problems(document), calls, windows);
  });
}
