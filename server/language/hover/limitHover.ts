import { nonEmptyText } from '../../decision/compile/nodeValues.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { property } from '../../policy/syntax/syntaxTree.ts';
import type { TreePlace } from '../../policy/syntax/treePlace.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { limitInWords } from '../words/limitInWords.ts';
import { tightestLimits } from '../words/limitReach.ts';
import { readLimits, readRateLimit } from '../words/readableLimit.ts';
import { explainArgument } from './argumentHover.ts';
import { explainKey } from './keyHover.ts';
import { paragraphs } from './paragraphs.ts';

/** A limit of a tool, or one over all tools when there is none, at a place within its list. */
export function explainLimit(
  { written }: PolicyDocument,
  tool: WrittenTool | undefined,
  knowledge: ToolKnowledge,
  place: TreePlace,
): string | undefined {
  const list = tool === undefined ? written.allToolsLimits : tool.limits;
  // `tools`, the tool, `limits` and the limit's place, or `all_tools`, `limits` and the place.
  const depth = tool === undefined ? 3 : 4;
  const node = place.around[depth] ?? place.node;
  const limit = list.find((candidate) => candidate.node === node);
  if (limit === undefined || place.path.length > depth + 1) return undefined;
  const own = readLimits(list);
  const readable = own.find((candidate) => candidate.node === node);
  const together = tool === undefined ? own : [...own, ...readLimits(written.allToolsLimits)];
  const isWeight = place.part === 'value' && tool !== undefined && place.node === limit.incrementFrom;
  return paragraphs(
    place.part === 'key' ? explainKey('limit', place) : undefined,
    isWeight ? explainArgument(tool.name, nonEmptyText(limit.incrementFrom), knowledge) : undefined,
    readable && limitInWords(readable, tightestLimits(together)),
  );
}

/** A tool's `rate_limit`, at its key or within it. */
export function explainRateLimit(tool: WrittenTool, place: TreePlace): string | undefined {
  const depth = 3;
  const isOwnKey = place.path.length === depth && place.part === 'key';
  const node = isOwnKey ? property(tool.value, 'rate_limit')?.value : (place.around[depth] ?? place.node);
  const limit = readRateLimit(node);
  return paragraphs(
    place.part === 'key' ? explainKey(isOwnKey ? 'tool' : 'rateLimit', place) : undefined,
    limit && limitInWords(limit),
  );
}
