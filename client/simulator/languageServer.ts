import {
  type DocumentParams,
  requests,
  type SimulateParams,
  type SimulateResult,
  type ToolChoicesResult,
  type TrafficCallParams,
  type TrafficParams,
} from '../../server/protocol/requests.ts';
import { isSimulationResult, isToolChoicesResult } from '../../server/protocol/simulationShape.ts';
import type { TrafficCallResult, TrafficResult } from '../../server/protocol/traffic.ts';
import { isTrafficCallResult, isTrafficResult } from '../../server/protocol/trafficShape.ts';
import { checkedAnswer } from '../checkedAnswer.ts';

/** The questions about single calls. All questions fail when there is no answer, with a message for the person. */
export interface CallServer {
  toolChoices(parameters: DocumentParams, signal: AbortSignal): Promise<ToolChoicesResult>;
  simulate(parameters: SimulateParams, signal: AbortSignal): Promise<SimulateResult>;
}

/** The questions about traffic. */
export interface TrafficServer {
  traffic(parameters: TrafficParams, signal: AbortSignal): Promise<TrafficResult>;
  /** One call of a run; `undefined` when the run has no such call any more. */
  trafficCall(parameters: TrafficCallParams, signal: AbortSignal): Promise<TrafficCallResult | undefined>;
}

/** Everything that the panel asks. */
export interface SimulationServer extends CallServer, TrafficServer {}

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
      return checkedAnswer(requests.toolChoices, isToolChoicesResult, answer);
    },
    async simulate(parameters, signal) {
      const answer = await (await client()).sendRequest(requests.simulate, parameters, cancellationOf(signal));
      return checkedAnswer(requests.simulate, isSimulationResult, answer);
    },
    async traffic(parameters, signal) {
      const answer = await (await client()).sendRequest(requests.traffic, parameters, cancellationOf(signal));
      return checkedAnswer(requests.traffic, isTrafficResult, answer);
    },
    async trafficCall(parameters, signal) {
      const answer = await (await client()).sendRequest(requests.trafficCall, parameters, cancellationOf(signal));
      if (answer === null || answer === undefined) return undefined;
      return checkedAnswer(requests.trafficCall, isTrafficCallResult, answer);
    },
  };
}
