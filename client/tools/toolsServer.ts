import { type CreatedPolicyResult, requests } from '../../server/protocol/requests.ts';
import {
  type Check,
  isAnyOf,
  isIntegerFrom,
  isListOf,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isText,
  isTruth,
} from '../../server/protocol/shape.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';
import {
  type DriftMark,
  mostShownTools,
  type ShownServer,
  type ShownTool,
  type ToolRuleChange,
  type ToolRuleChangeResult,
  type ToolsOverviewResult,
  type WatchState,
} from '../../server/protocol/toolsOverview.ts';
import { checkedAnswer } from '../checkedAnswer.ts';

/** The part of a language client that is needed. */
export interface ToolsConnection {
  sendRequest(method: string, parameters: unknown): Promise<unknown>;
}

/** The questions behind the *Tools* tree. They fail when there is no answer, with a message for the person. */
export interface ToolsServer {
  overview(uri: string): Promise<ToolsOverviewResult>;
  edits(uri: string, tools: readonly string[], change: ToolRuleChange): Promise<ToolRuleChangeResult>;
  createPolicy(uri: string): Promise<CreatedPolicyResult>;
}

/** No policy comes near. In UTF-16 code units. */
const isAnyText = isText(100_000_000);
const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const isProblem = isShape<{ readonly what: string; readonly remedy: string }>({ what: isAnyText, remedy: isAnyText });

const isPlace = isShape<SourceRange['start']>({ line: isCount, character: isCount });
const isRange = isShape<SourceRange>({ start: isPlace, end: isPlace });

const isWatch = isAnyOf<WatchState>(
  isShape<Extract<WatchState, { state: 'connected' }>>({ state: isOneOf('connected') }),
  isShape<Extract<WatchState, { state: 'waiting' }>>({
    state: isOneOf('waiting'),
    retryAt: isNumber,
    attempt: isCount,
  }),
);

const isServer = isShape<ShownServer>({
  definition: isOptional(isAnyText),
  name: isOptional(isAnyText),
  state: isOneOf('unknown', 'fresh', 'stale'),
  from: isOptional(isOneOf('live', 'earlier', 'snapshot')),
  toolCount: isCount,
  fetchedAt: isOptional(isNumber),
  cutShort: isOptional(isAnyText),
  skipped: isListOf(isAnyText, 1_000_000),
  problem: isOptional(isProblem),
  watch: isOptional(isWatch),
  snapshot: isOptional(isAnyText),
});

const isRisk: Check<NonNullable<ShownTool['risk']>> = isShape<NonNullable<ShownTool['risk']>>({
  class: isOneOf('read', 'write', 'execute', 'destructive', 'financial'),
  risk: isOneOf('low', 'medium', 'high', 'critical'),
  reason: isAnyText,
  chosenIn: isOptional(isOneOf('settings', 'snapshot')),
});

const isMark = isShape<DriftMark>({
  kind: isOneOf('added', 'removed', 'renamed', 'description', 'schema', 'annotations'),
  sentence: isAnyText,
});

const isTool = isShape<ShownTool>({
  name: isAnyText,
  title: isOptional(isAnyText),
  description: isOptional(isAnyText),
  standing: isOneOf('allowed', 'limited', 'conditioned', 'denied', 'hidden', 'approval'),
  line: isAnyText,
  isNamed: isTruth,
  isKnown: isTruth,
  range: isOptional(isRange),
  risk: isOptional(isRisk),
  drift: isListOf(isMark, 100),
  flags: isListOf(isAnyText, 100),
});

const isOverview = isShape<ToolsOverviewResult>({
  server: isServer,
  default: isOptional(isOneOf('allow', 'deny')),
  tools: isListOf(isTool, mostShownTools),
  leftOut: isCount,
});

const isChange = isShape<ToolRuleChangeResult>({
  version: isNumber,
  edits: isListOf(isShape<ToolRuleChangeResult['edits'][number]>({ range: isRange, newText: isAnyText }), 1_000_000),
  refused: isListOf(isAnyText, 1_000_000),
});

const isCreated = isAnyOf<CreatedPolicyResult>(
  isShape<Extract<CreatedPolicyResult, { text: string }>>({ text: isAnyText }),
  isShape<Extract<CreatedPolicyResult, { problem: object }>>({ problem: isProblem }),
);

/** Asks over LSP. An answer of another shape is an error here, so that nothing behind it has to doubt. */
export function toolsServer(client: () => Promise<ToolsConnection>): ToolsServer {
  async function ask<Answer>(method: string, check: Check<Answer>, parameters: object): Promise<Answer> {
    return checkedAnswer(method, check, await (await client()).sendRequest(method, parameters));
  }

  return {
    overview: (uri) => ask(requests.toolsOverview, isOverview, { uri }),
    edits: (uri, tools, change) => ask(requests.toolRuleEdits, isChange, { uri, tools, change }),
    createPolicy: (uri) => ask(requests.createPolicy, isCreated, { uri }),
  };
}
