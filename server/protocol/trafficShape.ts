import {
  type Check,
  isAnyOf,
  isArguments,
  isIntegerFrom,
  isListOf,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isText,
} from './shape.ts';
import {
  isCallResult,
  isMoment,
  isSimulatedCall,
  isSourceRange,
  isUpstreamOutcome,
  isWindowMode,
  latestMoment,
  longestText,
} from './simulationShape.ts';
import {
  type CounterSeries,
  highestRate,
  longestTraffic,
  mostBuckets,
  mostCounterSeries,
  mostMarks,
  mostStreams,
  mostTrafficCalls,
  type TrafficCallResult,
  type TrafficMark,
  type TrafficPattern,
  type TrafficPlan,
  type TrafficResult,
  type TrafficRun,
  type TrafficStream,
  type TrafficTotal,
} from './traffic.ts';

type Pattern<Kind extends TrafficPattern['kind']> = Extract<TrafficPattern, { kind: Kind }>;
type Result<State extends TrafficResult['state']> = Extract<TrafficResult, { state: State }>;

const isAnyText = isText(longestText);
const isDuration = isIntegerFrom(0, longestTraffic);
const isRate = (value: unknown): value is number => isNumber(value) && value >= 0 && value <= highestRate;

const isPattern = isAnyOf<TrafficPattern>(
  isShape<Pattern<'steady'>>({ kind: isOneOf('steady'), perMinute: isRate }),
  isShape<Pattern<'burst'>>({ kind: isOneOf('burst'), calls: isIntegerFrom(0, highestRate), every: isDuration }),
  isShape<Pattern<'ramp'>>({ kind: isOneOf('ramp'), from: isRate, to: isRate }),
  isShape<Pattern<'loop'>>({ kind: isOneOf('loop'), pause: isDuration }),
);

const isStream = isShape<TrafficStream>({
  tool: isAnyText,
  args: isArguments,
  grant: isAnyText,
  session: isAnyText,
  upstream: isUpstreamOutcome,
  answeredAfter: isDuration,
  from: isDuration,
  to: isDuration,
  pattern: isPattern,
});

const isPlanShape = isShape<TrafficPlan>({
  start: isMoment,
  duration: isDuration,
  windows: isWindowMode,
  streams: isListOf(isStream, mostStreams),
});

/** Whether a plan from outside can be run: its numbers are such that every call has a moment the calendar can show. */
export const isTrafficPlan: Check<TrafficPlan> = (value): value is TrafficPlan =>
  isPlanShape(value) && value.start + value.duration <= latestMoment;

/** The place of a call in a run. */
export const isCallNumber = isIntegerFrom(0, mostTrafficCalls);

const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const overTime = isListOf(isCount, mostBuckets);

const isCounterSeries = isShape<CounterSeries>({
  id: isAnyText,
  identity: isAnyText,
  max: isNumber,
  windowLength: isNumber,
  used: isListOf(isNumber, mostBuckets),
});

const isMark = isShape<TrafficMark>({
  call: isCallNumber,
  at: isMoment,
  stream: isIntegerFrom(0, mostStreams),
  outcome: isOneOf('denied', 'approval'),
  rule: isAnyText,
  range: isOptional(isSourceRange),
});

const counts = { allowed: isCount, denied: isCount, approval: isCount };
const isTotal = isShape<TrafficTotal>({ name: isAnyText, ...counts });
const mostTotals = 100_000;

const isRun = isShape<TrafficRun>({
  state: isOneOf('run'),
  version: isIntegerFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  calls: isCount,
  ...counts,
  bucket: isIntegerFrom(1, longestTraffic),
  firstBucket: isMoment,
  allowedOverTime: overTime,
  deniedOverTime: overTime,
  approvalOverTime: overTime,
  counters: isListOf(isCounterSeries, mostCounterSeries),
  marks: isListOf(isMark, mostMarks),
  byTool: isListOf(isTotal, mostTotals),
  byRule: isListOf(isTotal, mostTotals),
});

/** What a run came to, as the page receives it. */
export const isTrafficResult = isAnyOf<TrafficResult>(
  isRun,
  isShape<Result<'undecidable'>>({
    state: isOneOf('undecidable'),
    version: isIntegerFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    reason: isAnyText,
  }),
  isShape<Result<'too-many'>>({ state: isOneOf('too-many'), calls: isCount }),
);

export const isTrafficCallResult = isShape<TrafficCallResult>({ call: isSimulatedCall, result: isCallResult });
