import {
  type DocumentParams,
  requests,
  type SimulateParams,
  type SimulateResult,
  type ToolChoicesResult,
} from '../../server/protocol/requests.ts';
import { isSimulationResult, isToolChoicesResult } from '../../server/protocol/simulationShape.ts';

/** The two questions that the panel asks. Both fail when there is no answer, with a message for the person. */
export interface SimulationServer {
  toolChoices(parameters: DocumentParams, signal: AbortSignal): Promise<ToolChoicesResult>;
  simulate(parameters: SimulateParams, signal: AbortSignal): Promise<SimulateResult>;
}

/** The part of a language client that is needed. */
export interface Connection<Cancellation> {
  sendRequest(method: string, parameters: unknown, cancellation: Cancellation): Promise<unknown>;
}

/**
 * Asks over LSP; `cancellationOf` turns a signal into the client's own cancellation. An answer of another shape is an
 * error here, so that nothing behind it has to doubt.
 */
export function simulationServer<Cancellation>(
  client: () => Promise<Connection<Cancellation>>,
  cancellationOf: (signal: AbortSignal) => Cancellation,
): SimulationServer {
  return {
    async toolChoices(parameters, signal) {
      const answer = await (await client()).sendRequest(requests.toolChoices, parameters, cancellationOf(signal));
      if (!isToolChoicesResult(answer)) throw new Error(unreadable(requests.toolChoices));
      return answer;
    },
    async simulate(parameters, signal) {
      const answer = await (await client()).sendRequest(requests.simulate, parameters, cancellationOf(signal));
      if (!isSimulationResult(answer)) throw new Error(unreadable(requests.simulate));
      return answer;
    },
  };
}

function unreadable(method: string): string {
  return `The answer to ${method} cannot be read. Restart the language server; if it stays, extension and server differ in version.`;
}
