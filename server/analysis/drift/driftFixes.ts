import { hidesAll, namingTools } from '../../policy/namingTools.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { ProblemFix } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import { addingMissingTools } from '../missingTools.ts';
import { letters } from '../unknownTools.ts';

/**
 * Gives a tool its new name wherever the policy names it. None when the policy names the new one already: the two would
 * become one.
 */
export function renamingTool(
  places: readonly Node[],
  formerName: string,
  name: string,
  isTaken: boolean,
): readonly ProblemFix[] {
  if (isTaken || name === '*') return [];
  const text = writtenJson(name);
  const where = places.length === 1 ? '' : ' everywhere';
  return [
    {
      title: `Rename ${shownName(formerName)} to ${shownName(name)}${where}`,
      edits: places.map((node) => ({ span: spanOf(node), text })),
      // The same letters, joined otherwise, are the same tool; any other name is a guess.
      isEvident: letters(name) === letters(formerName),
    },
  ];
}

export type FreshKnowledge = Extract<ToolKnowledge, { state: 'fresh' }>;

/** Names new tools in the policy: with the catalogue's starter rule for each, or all of them hidden. */
export function addingTools(
  document: PolicyDocument,
  knowledge: FreshKnowledge,
  tools: readonly Tool[],
): readonly ProblemFix[] {
  if (hidesAll(document)) return [];
  const them = tools.length === 1 ? shownName(tools[0]?.name ?? '') : `the ${tools.length} new tools`;
  const adding = addingMissingTools(document, { ...knowledge, list: { ...knowledge.list, tools } });
  const hiding = namingTools(document, { hidden: tools.map(({ name }) => name) });
  return [
    ...(adding === undefined ? [] : [{ ...adding, title: `Add ${them}, with a starter rule` }]),
    ...(hiding === undefined ? [] : [{ title: `Hide ${them}`, edits: hiding, isEvident: false }]),
  ];
}
