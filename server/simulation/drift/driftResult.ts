import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { DriftResult } from '../../protocol/requests.ts';
import type { ToolChange } from '../../tools/drift/toolChange.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool, ToolList } from '../../tools/tool.ts';
import { type MarkedTool, markedTools } from './driftMarks.ts';
import { toolText } from './toolText.ts';

/** In UTF-16 code units, for one state of a tool. */
const longestText = 100_000;
/** For all of them together: of more than that, each is cut to {@link longestOfMany}. */
const mostText = 8_000_000;
const longestOfMany = 2_000;

/** The list that a policy's server is compared with, and the file that it is from. */
export interface Baseline {
  readonly list: ToolList;
  readonly path: string;
}

/** What changed in the server since its snapshot, by the names of the tools, each with both its states as texts. */
export function driftResult(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: Baseline | undefined,
): DriftResult {
  if (baseline === undefined) return { tools: [] };
  const marked = [...markedTools(document, knowledge, baseline.list)];
  const tools = marked.map(([name, tool]) => shownTool(name, tool, longestText));
  const length = tools.reduce((sum, { before = '', now = '' }) => sum + before.length + now.length, 0);
  const shown = length > mostText ? marked.map(([name, tool]) => shownTool(name, tool, longestOfMany)) : tools;
  return { snapshot: baseline.path, tools: shown };
}

function shownTool(name: string, { changes, marks }: MarkedTool, longest: number): DriftResult['tools'][number] {
  const [first] = changes;
  const { before, now } = first === undefined ? none : statesOf(first);
  const withSchema = changes.some(({ kind }) => kind === 'schema');
  return {
    name,
    ...(before !== undefined && before.name !== name && { formerName: before.name }),
    marks,
    ...(before !== undefined && { before: toolText(before, longest, withSchema) }),
    ...(now !== undefined && { now: toolText(now, longest, withSchema) }),
  };
}

const none: { readonly before?: Tool; readonly now?: Tool } = {};

/** Every change of one tool has the same states. */
function statesOf(change: ToolChange): { readonly before?: Tool; readonly now?: Tool } {
  if (change.kind === 'added') return { now: change.tool };
  if (change.kind === 'removed') return { before: change.before };
  return { before: change.before, now: change.tool };
}
