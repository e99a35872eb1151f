import { type Connection, RequestType } from 'vscode-languageserver';
import { toolRuleEdits } from '../../language/actions/toolRules/toolRuleEdits.ts';
import { textEdits } from '../../language/textEdits.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { type CreatedPolicyResult, requests } from '../../protocol/requests.ts';
import { isListOf, isOneOf, isShape, isText } from '../../protocol/shape.ts';
import {
  mostShownTools,
  type ShownServer,
  type ToolRuleChangeParams,
  type ToolRuleChangeResult,
  type ToolsOverviewResult,
  type WatchState,
} from '../../protocol/toolsOverview.ts';
import { createdPolicy } from '../../simulation/createdPolicy.ts';
import { driftMarks } from '../../simulation/drift/driftMarks.ts';
import { toolsOverview } from '../../simulation/toolsOverview.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import { knowledgeResult } from '../knowledge/knowledgeResult.ts';
import { checked, isDocumentParams, isUri } from '../requestParams.ts';
import type { ServerOfPolicy } from '../servers/serverOfPolicy.ts';

/** What answering for the *Tools* tree needs. */
export interface ToolsAnswers {
  /** The open policy of that URI; throws LSP's error when it is not open. */
  readonly demandOpen: (uri: string) => PolicyDocument;
  /** What is known of its tools, with what people chose of their classes. */
  readonly knowledgeOf: (uri: string) => ToolKnowledge;
  /** The same for a policy that need not exist: it is to be created. */
  readonly knowledgeFor: (uri: string) => Promise<ToolKnowledge>;
  readonly serverOf: (uri: string) => ServerOfPolicy | undefined;
  readonly watchOf: (uri: string) => WatchState | undefined;
  /** The snapshot that the list is compared with, and its path. */
  readonly baselineOf: (uri: string) => ToolList | undefined;
  readonly snapshotPathOf: (uri: string) => string | undefined;
}

const isToolRuleChange = isShape<ToolRuleChangeParams>({
  uri: isUri,
  tools: isListOf(isText(100_000), mostShownTools),
  change: isOneOf('allow', 'deny', 'hide', 'limit', 'starter', 'remove'),
});

const createPolicyRequest = new RequestType<unknown, CreatedPolicyResult, void>(requests.createPolicy);

/** Answers the requests behind the *Tools* tree. */
export function answerToolsRequests(connection: Connection, answers: ToolsAnswers): void {
  const { demandOpen, knowledgeOf } = answers;

  connection.onRequest(requests.toolsOverview, (params: unknown): ToolsOverviewResult => {
    const { uri } = checked(requests.toolsOverview, isDocumentParams, params);
    const document = demandOpen(uri);
    const knowledge = knowledgeOf(uri);
    const marks = driftMarks(document, knowledge, answers.baselineOf(uri));
    const server = shownServer(answers.serverOf(uri), answers.watchOf(uri), answers.snapshotPathOf(uri));
    return toolsOverview(document, server, knowledge, marks);
  });

  connection.onRequest(requests.toolRuleEdits, (params: unknown): ToolRuleChangeResult => {
    const { uri, tools, change } = checked(requests.toolRuleEdits, isToolRuleChange, params);
    const document = demandOpen(uri);
    const { edits, refused } = toolRuleEdits(document, knowledgeOf(uri), tools, change);
    return { version: document.version, edits: textEdits(edits, document), refused };
  });

  connection.onRequest(createPolicyRequest, async (params): Promise<CreatedPolicyResult> => {
    const { uri } = checked(requests.createPolicy, isDocumentParams, params);
    return createdPolicy(await answers.knowledgeFor(uri));
  });
}

/** The first row of the tree: of a server that was never reached its name in the configuration is all that is known. */
function shownServer(
  server: ServerOfPolicy | undefined,
  watch: WatchState | undefined,
  snapshot: string | undefined,
): ShownServer {
  const { server: name, ...shown } = knowledgeResult(server);
  return {
    ...shown,
    ...(name !== undefined && { name }),
    ...(watch !== undefined && { watch }),
    ...(snapshot !== undefined && { snapshot }),
  };
}
