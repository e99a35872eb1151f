import type { TreePlace } from '../../policy/syntax/treePlace.ts';
import type { WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { assumedNotes } from '../words/assumedNotes.ts';
import { ruleInWords } from '../words/ruleInWords.ts';
import { explainCondition } from './conditionHover.ts';
import { explainKey } from './keyHover.ts';
import { paragraphs } from './paragraphs.ts';

/** How many names and indexes lead to a rule: `tools`, the tool, `deny_if`, its place there. */
const depthOfRule = 4;

/** A rule of a tool, or what stands in it, at a place within `require` or `deny_if`. */
export function explainRule(tool: WrittenTool, knowledge: ToolKnowledge, place: TreePlace): string | undefined {
  const { path, around, node } = place;
  const rule = tool.rules.find((candidate) => candidate.node === (around[depthOfRule] ?? node));
  if (rule === undefined) return undefined;
  const inRule = path.slice(depthOfRule);
  if (inRule.length < 2) return paragraphs(explainRuleKey(place, inRule), ruleWords(rule));
  if (inRule[0] !== 'conditions') return undefined;
  const condition = rule.conditions?.find((candidate) => candidate.node === (around[depthOfRule + 2] ?? node));
  return condition && explainCondition(condition, rule, knowledge, place);
}

function explainRuleKey(place: TreePlace, inRule: readonly (string | number)[]): string | undefined {
  return inRule.length === 1 && place.part === 'key' ? explainKey('rule', place) : undefined;
}

/** The sentence with what is assumed of it. */
function ruleWords(rule: WrittenRule): string | undefined {
  const sentence = ruleInWords(rule);
  if (sentence === undefined) return undefined;
  return paragraphs(sentence, (rule.conditions ?? []).length > 1 ? assumedNotes(['conditions-are-all-of']) : undefined);
}
