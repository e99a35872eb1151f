import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  ConnectParams,
  DocumentParams,
  SimulateParams,
  TrafficCallParams,
  TrafficParams,
} from '../protocol/requests.ts';
import { type Check, isListOf, isOptional, isShape, isText } from '../protocol/shape.ts';
import { isSimulatedCall, isWindowMode } from '../protocol/simulationShape.ts';
import { isCallNumber, isTrafficPlan } from '../protocol/trafficShape.ts';

/** No URI, server name, hash or answer comes near. */
const longest = 100_000;
const isAnyText = isText(longest);

export const isDocumentParams = isShape<DocumentParams>({ uri: isAnyText });

export const isSimulateParams = isShape<SimulateParams>({
  uri: isAnyText,
  calls: isListOf(isSimulatedCall, longest),
  windows: isOptional(isWindowMode),
});

export const isTrafficParams = isShape<TrafficParams>({
  uri: isAnyText,
  plan: isTrafficPlan,
  token: isOptional(isAnyText),
});

export const isTrafficCallParams = isShape<TrafficCallParams>({
  uri: isAnyText,
  plan: isTrafficPlan,
  call: isCallNumber,
});

export const isConnectParams = isShape<ConnectParams>({
  uri: isAnyText,
  server: isAnyText,
  hash: isAnyText,
  inputs: isAnswers,
});

function isAnswers(value: unknown): value is ConnectParams['inputs'] {
  return typeof value === 'object' && value !== null && Object.values(value).every((answer) => isAnyText(answer));
}

/** The edge: any editor may send anything. What is not understood is answered as LSP says, and nothing else happens. */
export function checked<Params>(method: string, check: Check<Params>, params: unknown): Params {
  if (check(params)) return params;
  throw new ResponseError(ErrorCodes.InvalidParams, `The parameters of ${method} are not those of this request.`);
}
