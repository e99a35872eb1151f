import type { SimulationServer } from '../../../../client/simulator/languageServer.ts';
import type {
  SimulateParams,
  SimulateResult,
  ToolChoicesResult,
  TrafficCallParams,
  TrafficParams,
} from '../../../../server/protocol/requests.ts';
import type { ToolChoice } from '../../../../server/protocol/simulation.ts';
import type { TrafficCallResult, TrafficResult } from '../../../../server/protocol/traffic.ts';

export interface Question<Answer> {
  readonly uri: string;
  readonly signal: AbortSignal;
  readonly answer: (answer: Answer) => Promise<void>;
  readonly fail: (problem: string) => Promise<void>;
}

/** A language server whose answers come when a test wants them to. */
export class Desk {
  readonly choices: Question<readonly ToolChoice[]>[] = [];
  readonly simulations: (Question<SimulateResult> & SimulateParams)[] = [];
  readonly runs: (Question<TrafficResult> & TrafficParams)[] = [];
  readonly explanations: (Question<TrafficCallResult | undefined> & TrafficCallParams)[] = [];

  readonly server: SimulationServer = {
    toolChoices: ({ uri }, signal) =>
      new Promise<ToolChoicesResult>((resolve, reject) => {
        const knowledge = { state: 'fresh', toolCount: 0, skipped: [] } as const;
        this.choices.push(question(uri, signal, (tools) => resolve({ tools, knowledge }), reject));
      }),
    simulate: (parameters, signal) =>
      new Promise<SimulateResult>((resolve, reject) => {
        this.simulations.push({ ...parameters, ...question<SimulateResult>(parameters.uri, signal, resolve, reject) });
      }),
    traffic: (parameters, signal) =>
      new Promise<TrafficResult>((resolve, reject) => {
        this.runs.push({ ...parameters, ...question<TrafficResult>(parameters.uri, signal, resolve, reject) });
      }),
    trafficCall: (parameters, signal) =>
      new Promise<TrafficCallResult | undefined>((resolve, reject) => {
        const asked = question<TrafficCallResult | undefined>(parameters.uri, signal, resolve, reject);
        this.explanations.push({ ...parameters, ...asked });
      }),
  };
}

function question<Answer>(
  uri: string,
  signal: AbortSignal,
  resolve: (answer: Answer) => void,
  reject: (problem: Error) => void,
): Question<Answer> {
  const settled = () => new Promise<void>((done) => setImmediate(done));
  return {
    uri,
    signal,
    answer: (answer) => {
      resolve(answer);
      return settled();
    },
    fail: (problem) => {
      reject(new Error(problem));
      return settled();
    },
  };
}
