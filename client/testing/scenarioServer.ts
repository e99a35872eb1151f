import { requests } from '../../server/protocol/requests.ts';
import type {
  RunScenariosParams,
  RunScenariosResult,
  ScenariosParams,
  ScenariosResult,
} from '../../server/protocol/scenarios.ts';
import { checkedAnswer } from '../checkedAnswer.ts';
import type { Connection } from '../simulator/languageServer.ts';
import { isRunScenariosResult, isScenariosResult } from './scenarioShape.ts';

/** The two questions of the test view. Both fail when there is no answer, with a message for the person. */
export interface ScenarioServer<Cancellation> {
  scenarios(parameters: ScenariosParams, cancellation: Cancellation): Promise<ScenariosResult>;
  run(parameters: RunScenariosParams, cancellation: Cancellation): Promise<RunScenariosResult>;
}

/** Asks over LSP. An answer of another shape is an error here, so that nothing behind it has to doubt. */
export function scenarioServer<Cancellation>(
  client: () => Promise<Connection<Cancellation>>,
): ScenarioServer<Cancellation> {
  return {
    async scenarios(parameters, cancellation) {
      const answer = await (await client()).sendRequest(requests.scenarios, parameters, cancellation);
      return checkedAnswer(requests.scenarios, isScenariosResult, answer);
    },
    async run(parameters, cancellation) {
      const answer = await (await client()).sendRequest(requests.runScenarios, parameters, cancellation);
      return checkedAnswer(requests.runScenarios, isRunScenariosResult, answer);
    },
  };
}
