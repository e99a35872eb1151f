import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { DriftResult } from '../../protocol/requests.ts';
import type { ToolChange } from '../../tools/drift/toolChange.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool, ToolList } from '../../tools/tool.ts';
import { type MarkedTool, markedTools } from './driftMarks.ts';
import { toolText } from './toolText.ts';

/** In UTF-16 code units, for one state of a tool. */
const longestText = 100_000;
/** For all of them together: of more than that, each gets its share. */
const mostText = 8_000_000;

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
  const share = Math.ceil(mostText / 2 / Math.max(1, marked.length));
  return {
    snapshot: baseline.path,
    tools: wholeTools(marked) ?? marked.map(([name, tool]) => shownTool(name, tool, share)),
  };
}

type ShownTools = DriftResult['tools'];

/** `undefined` when they are too long together; looks at no more of them than is needed to know. */
function wholeTools(marked: readonly (readonly [name: string, tool: MarkedTool])[]): ShownTools | undefined {
  const tools: ShownTools[number][] = [];
  let left = mostText;
  for (const [name, tool] of marked) {
    const shown = shownTool(name, tool, longestText);
    left -= (shown.before?.length ?? 0) + (shown.now?.length ?? 0);
    if (left < 0) return undefined;
    tools.push(shown);
  }
  return tools;
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
