import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  ConnectParams,
  DocumentParams,
  ServerDefinitionsParams,
  SignOutTypedParams,
  SimulateParams,
  TrafficCallParams,
  TrafficParams,
  UnwatchDefinitionsParams,
} from '../protocol/requests.ts';
import { type Check, isListOf, isOptional, isShape, isText, isTruth } from '../protocol/shape.ts';
import { isSimulatedCall, isWindowMode } from '../protocol/simulationShape.ts';
import { isCallNumber, isTrafficPlan } from '../protocol/trafficShape.ts';
import { parsedUri } from './documents/documentUri.ts';

/** No URI, server name, hash or answer comes near. */
const longest = 100_000;
const isAnyText = isText(longest);

/** What names a document. */
export function isUri(value: unknown): value is string {
  return isAnyText(value) && parsedUri(value) !== undefined;
}

/** The same parameters, when what they name can be a document. */
export function namingDocument<Params extends DocumentParams>(check: Check<Params>): Check<Params> {
  return (value): value is Params => check(value) && isUri(value.uri);
}

export const isDocumentParams = isShape<DocumentParams>({ uri: isUri });

export const isSimulateParams = isShape<SimulateParams>({
  uri: isUri,
  calls: isListOf(isSimulatedCall, longest),
  windows: isOptional(isWindowMode),
});

export const isTrafficParams = isShape<TrafficParams>({
  uri: isUri,
  plan: isTrafficPlan,
  token: isOptional(isAnyText),
});

export const isTrafficCallParams = isShape<TrafficCallParams>({
  uri: isUri,
  plan: isTrafficPlan,
  call: isCallNumber,
});

/** More than anyone types, and keeps. */
const mostTyped = 1_000;

export const isServerDefinitionsParams = isShape<ServerDefinitionsParams>({
  uri: isUri,
  typed: isOptional(isListOf(isAnyText, mostTyped)),
});

export const isConnectParams = isShape<ConnectParams>({
  uri: isUri,
  server: isAnyText,
  source: isOptional(isAnyText),
  typed: isOptional(isAnyText),
  hash: isAnyText,
  token: isOptional(isAnyText),
  inputs: isAnswers,
  again: isOptional(isTruth),
});

export const isSignOutTypedParams = isShape<SignOutTypedParams>({
  uri: isUri,
  typed: isAnyText,
  server: isAnyText,
  inputs: isAnswers,
});

/** More than anyone agrees to. */
const mostDefinitions = 100_000;

export const isUnwatchDefinitionsParams = isShape<UnwatchDefinitionsParams>({
  hashes: isListOf(isAnyText, mostDefinitions),
});

function isAnswers(value: unknown): value is ConnectParams['inputs'] {
  return typeof value === 'object' && value !== null && Object.values(value).every((answer) => isAnyText(answer));
}

/** The edge: any editor may send anything. What is not understood is answered as LSP says, and nothing else happens. */
export function checked<Params>(method: string, check: Check<Params>, params: unknown): Params {
  if (check(params)) return params;
  throw new ResponseError(ErrorCodes.InvalidParams, `The parameters of ${method} are not those of this request.`);
}
