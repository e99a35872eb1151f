import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { type Node, property } from '../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../policy/writtenPolicy.ts';
import { limitInShort } from './words/limitInShort.ts';
import { limitInWords } from './words/limitInWords.ts';
import { type TightestLimits, tightestLimits } from './words/limitReach.ts';
import { type ReadableLimit, readLimits, readRateLimit } from './words/readableLimit.ts';

/**
 * Behind each limit in the range, what it comes to in an hour and in a day, e.g. `≤ 1,800/hour, 43,200/day`, with its
 * worst case in words as the tooltip. Only what touches the range is worked on.
 */
export function inlayHints(document: PolicyDocument, range: Range): InlayHint[] {
  const { text, written } = document;
  const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
  const isShown = (node: Node | undefined): boolean =>
    node !== undefined && node.offset <= end && start <= node.offset + node.length;
  const shared = readLimits(written.allToolsLimits);
  const tightestShared = tightestLimits(shared);
  const hints = hintsOf(shared, tightestShared);
  for (const tool of written.tools) {
    if (!isShown(tool.node)) continue;
    const own = readLimits(tool.limits);
    hints.push(...hintsOf(own, tightestLimits(own, tightestShared)), ...hintsOf(rateLimitsOf(tool), new Map()));
  }
  return hints;

  function hintsOf(
    limits: readonly ReadableLimit[],
    tightest: ReadonlyMap<string | undefined, TightestLimits>,
  ): InlayHint[] {
    return limits.flatMap((limit): InlayHint[] => {
      const at = limit.node.offset + limit.node.length;
      const label = limitInShort(limit);
      // A limit that is still open has no end to write behind.
      if (at < start || at > end || label === undefined || text.getText()[at - 1] !== '}') return [];
      const tooltip = { kind: MarkupKind.Markdown, value: limitInWords(limit, tightest) };
      return [{ position: text.positionAt(at), label, tooltip, paddingLeft: true }];
    });
  }
}

function rateLimitsOf(tool: WrittenTool): ReadableLimit[] {
  return [property(tool.value, 'rate_limit')?.value].flatMap((node) => readRateLimit(node) ?? []);
}
