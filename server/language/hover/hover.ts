import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { type TreePlace, treePlaceAt } from '../../policy/syntax/treePlace.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { rangeOf } from '../range.ts';
import { explainDefault } from './defaultHover.ts';
import { explainKey } from './keyHover.ts';
import { explainLimit, explainRateLimit } from './limitHover.ts';
import { explainRule } from './ruleHover.ts';
import { explainTool } from './toolHover.ts';

/**
 * What stands under the cursor, in Markdown of bounded length: a tool and what the policy does to it, a rule or a
 * condition in words, an argument, an operator, a limit with its worst case, or else what the schema says of the key.
 */
export function hover(document: PolicyDocument, knowledge: ToolKnowledge, position: Position): Hover | undefined {
  const place = treePlaceAt(document.root, document.text.offsetAt(position));
  const value = place && explain(document, knowledge, place);
  if (place === undefined || value === undefined) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(spanOf(place.node), document) };
}

const hidesEverything =
  "**\\*** · Every tool\n\nTakes every tool out of the server's list and denies every call, whatever `tools` says.";

function explain(document: PolicyDocument, knowledge: ToolKnowledge, place: TreePlace): string | undefined {
  const [first, second] = place.path;
  switch (first) {
    case 'default':
      return explainDefault(document, knowledge);
    case 'hide':
      return explainHide(document, knowledge, place);
    case 'all_tools':
      if (place.path.length < 2) return explainKey('policy', place);
      return second === 'limits' && place.path.length > 2
        ? explainLimit(document, undefined, knowledge, place)
        : explainKey('allTools', place);
    case 'tools':
      return place.path.length < 2 ? explainKey('policy', place) : explainInTools(document, knowledge, place);
    default:
      return explainKey('policy', place);
  }
}

function explainHide(document: PolicyDocument, knowledge: ToolKnowledge, place: TreePlace): string | undefined {
  const { path, node } = place;
  if (path.length < 2) return explainKey('policy', place);
  if (path.length > 2 || node.type !== 'string' || node.value === '') return undefined;
  return node.value === '*' ? hidesEverything : explainTool(document, knowledge, String(node.value));
}

function explainInTools(document: PolicyDocument, knowledge: ToolKnowledge, place: TreePlace): string | undefined {
  const { path, part, around } = place;
  const [, name, key] = path;
  if (path.length === 2) {
    return part === 'key' && typeof name === 'string' && name !== ''
      ? explainTool(document, knowledge, name)
      : undefined;
  }
  const tool = document.written.tools.find(({ value }) => value !== undefined && value === around[2]);
  if (tool === undefined) return undefined;
  if (key === 'rate_limit') return explainRateLimit(tool, place);
  if (path.length === 3) return explainKey('tool', place);
  if (key === 'limits') return explainLimit(document, tool, knowledge, place);
  return key === 'require' || key === 'deny_if' ? explainRule(tool, knowledge, place) : undefined;
}
