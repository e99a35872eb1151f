import type { AssumptionId } from '../decision/assumptions.ts';
import type { ToolChoicesResult, ToolKnowledgeResult } from './requests.ts';
import {
  type Check,
  isAnyOf,
  isArguments,
  isIntegerFrom,
  isJson,
  isListOf,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isText,
  isTruth,
} from './shape.ts';
import type {
  CallResult,
  Extent,
  Outcome,
  RiskGuess,
  ShownCounter,
  ShownStep,
  SimulatedCall,
  SimulationResult,
  SourceRange,
  ToolChoice,
  ToolParameter,
  ValueRange,
  WindowMode,
} from './simulation.ts';
import { assumptions, maximumTimes } from './simulation.ts';
import type { WatchState } from './toolsOverview.ts';

/** Longer texts are refused: no tool name, rule or message comes near. */
export const longestText = 1_000_000;
const isAnyText = isText(longestText);
const most = 100_000;

/** The last moment that a `Date` can hold. */
export const latestMoment = 8_640_000_000_000_000;
export const isMoment = isIntegerFrom(0, latestMoment);

const isPlace = isShape<SourceRange['start']>({
  line: isIntegerFrom(0, Number.MAX_SAFE_INTEGER),
  character: isIntegerFrom(0, Number.MAX_SAFE_INTEGER),
});

export const isSourceRange = isShape<SourceRange>({ start: isPlace, end: isPlace });

export const isTimes = isIntegerFrom(1, maximumTimes);
export const isUpstreamOutcome = isOneOf('ok', 'tool_error', 'error', 'timeout');
export const isAnsweredAfter = isIntegerFrom(0, latestMoment);
export const isWindowMode = isOneOf<WindowMode>('aligned', 'sliding');
const isOutcome = isOneOf<Outcome>('allowed', 'denied', 'approval');

export const isSimulatedCall = isShape<SimulatedCall>({
  tool: isAnyText,
  args: isArguments,
  at: isMoment,
  grant: isAnyText,
  session: isAnyText,
  upstream: isUpstreamOutcome,
  answeredAfter: isOptional(isAnsweredAfter),
  times: isTimes,
});

const isAssumption = (value: unknown): value is AssumptionId =>
  typeof value === 'string' && Object.hasOwn(assumptions, value);

const isShownStep = isShape<ShownStep>({
  step: isOneOf('hide', 'default', 'action', 'require', 'deny_if', 'limit'),
  verdict: isOneOf('passed', 'denied', 'approval'),
  rule: isAnyText,
  detail: isAnyText,
  range: isOptional(isSourceRange),
  assumptions: isOptional(isListOf(isAssumption, most)),
});

const isShownCounter = isShape<ShownCounter>({
  id: isAnyText,
  identity: isAnyText,
  used: isNumber,
  usedBefore: isOptional(isNumber),
  max: isNumber,
  window: isAnyText,
  resetsAt: isNumber,
  range: isOptional(isSourceRange),
  assumptions: isOptional(isListOf(isAssumption, most)),
});

const isCount = isIntegerFrom(0, maximumTimes);
const tally = { outcome: isOutcome, allowed: isCount, denied: isCount, approval: isCount };

export const isCallTally = isShape<Pick<CallResult, keyof typeof tally>>(tally);

export const isCallResult = isShape<CallResult>({
  ...tally,
  rule: isOptional(isAnyText),
  agentText: isOptional(isAnyText),
  range: isOptional(isSourceRange),
  steps: isListOf(isShownStep, most),
  counters: isListOf(isShownCounter, most),
});

const isTrue = (value: unknown): value is true => value === true;

const range = {
  types: isListOf(isOneOf('string', 'number', 'integer', 'boolean', 'null', 'array', 'object'), 7),
  values: isOptional(isListOf(isJson, most)),
  minimum: isOptional(isNumber),
  maximum: isOptional(isNumber),
  excludesMinimum: isOptional(isTrue),
  excludesMaximum: isOptional(isTrue),
};

const isExtent = isShape<Extent>({ least: isOptional(isNumber), most: isOptional(isNumber) });

const isToolParameter: Check<ToolParameter> = isShape<ToolParameter>({
  ...range,
  name: isAnyText,
  type: isAnyText,
  required: isTruth,
  description: isOptional(isAnyText),
  default: isOptional(isJson),
  step: isOptional(isNumber),
  characters: isOptional(isExtent),
  count: isOptional(isExtent),
  elements: isOptional(isShape<ValueRange>(range)),
  // Each level is read here by the check itself, which a value nested deeper than any schema does not get to.
  parts: isOptional((value): value is readonly ToolParameter[] => isJson(value) && isParameters(value)),
  takesOthers: isOptional(isTruth),
});

const isParameters: Check<readonly ToolParameter[]> = isListOf(isToolParameter, most);

const isRisk = isShape<RiskGuess>({
  class: isOneOf('read', 'write', 'execute', 'destructive', 'financial'),
  risk: isOneOf('low', 'medium', 'high', 'critical'),
  reason: isAnyText,
});

export const isToolChoice = isShape<ToolChoice>({
  name: isAnyText,
  description: isOptional(isAnyText),
  standing: isOneOf('allowed', 'limited', 'conditioned', 'denied', 'hidden', 'approval'),
  knownFrom: isOneOf('server', 'policy'),
  sampleArguments: isArguments,
  risk: isOptional(isRisk),
  parameters: isOptional(isParameters),
  takesOthers: isOptional(isTruth),
});

const isWatchState = isAnyOf<WatchState>(
  isShape<Extract<WatchState, { state: 'connected' }>>({ state: isOneOf('connected') }),
  isShape<Extract<WatchState, { state: 'waiting' }>>({
    state: isOneOf('waiting'),
    retryAt: isMoment,
    attempt: isIntegerFrom(1, Number.MAX_SAFE_INTEGER),
  }),
);

export const isToolKnowledge = isShape<ToolKnowledgeResult>({
  state: isOneOf('unknown', 'fresh', 'stale'),
  server: isOptional(isAnyText),
  definition: isOptional(isAnyText),
  from: isOptional(isOneOf('live', 'earlier', 'snapshot')),
  watch: isOptional(isWatchState),
  toolCount: isIntegerFrom(0, Number.MAX_SAFE_INTEGER),
  skipped: isListOf(isAnyText, most),
  fetchedAt: isOptional(isMoment),
  cutShort: isOptional(isAnyText),
  problem: isOptional(isShape<NonNullable<ToolKnowledgeResult['problem']>>({ what: isAnyText, remedy: isAnyText })),
});

export const isToolChoicesResult = isShape<ToolChoicesResult>({
  tools: isListOf(isToolChoice, most),
  knowledge: isToolKnowledge,
});

const isVersion = isIntegerFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const isSimulationResult = isAnyOf<SimulationResult>(
  isShape<Extract<SimulationResult, { state: 'decided' }>>({
    state: isOneOf('decided'),
    version: isVersion,
    results: isListOf(isCallResult, most),
  }),
  isShape<Extract<SimulationResult, { state: 'undecidable' }>>({
    state: isOneOf('undecidable'),
    version: isVersion,
    reason: isAnyText,
  }),
);
