import { nonEmptyText } from '../../decision/compile/nodeValues.ts';
import { numberText } from '../../decision/textForm.ts';
import { elements, type Node } from '../../policy/syntax/syntaxTree.ts';
import type { TreePlace } from '../../policy/syntax/treePlace.ts';
import type { WrittenCondition, WrittenRule } from '../../policy/writtenPolicy.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { markdownText } from '../untrustedText.ts';
import { assumedNotes } from '../words/assumedNotes.ts';
import { markdownCode } from '../words/markdownCode.ts';
import { operatorWords } from '../words/operatorWords.ts';
import { conditionInWords } from '../words/ruleInWords.ts';
import { readCondition } from '../words/writtenCondition.ts';
import { explainArgument } from './argumentHover.ts';
import { explainKey } from './keyHover.ts';
import { paragraphs } from './paragraphs.ts';

/** A condition; at its path the argument it looks at, too, and at its operator only that. */
export function explainCondition(
  condition: WrittenCondition,
  rule: WrittenRule,
  knowledge: ToolKnowledge,
  place: TreePlace,
): string | undefined {
  if (place.part === 'key') return explainKey('condition', place);
  const words = paragraphs(conditionInWords(condition), whenMissing(condition, rule), numberNote(condition));
  if (place.node === condition.path)
    return paragraphs(explainArgument(rule.tool, nonEmptyText(condition.path), knowledge), words);
  return place.node === condition.op ? explainOperator(nonEmptyText(condition.op)) : words;
}

function explainOperator(operator: string | undefined): string | undefined {
  const words = operatorWords.get(operator ?? '');
  return words && `**${markdownText(operator ?? '')}** · ${words.title}\n\n${words.semantics}`;
}

/** What the rule does with a call that lacks the argument, which authors expect to be the other way round. */
function whenMissing(condition: WrittenCondition, { kind }: WrittenRule): string | undefined {
  const readable = readCondition(condition);
  if (readable === undefined || readable.operator === 'exists') return undefined;
  const what = kind === 'require' ? 'is denied by this rule' : 'is not denied by this rule';
  return `A call without ${markdownCode(readable.argument)} ${what}.`;
}

/** Operators that compare with texts, which print a number in their own way. */
const comparingTexts: ReadonlySet<string> = new Set(['eq', 'neq', 'in', 'not_in', 'contains']);

function numberNote({ op, value }: WrittenCondition): string | undefined {
  if (value === undefined || !comparingTexts.has(nonEmptyText(op) ?? '')) return undefined;
  return [value, ...elements(value)].some(isPrintedOtherwise) ? assumedNotes(['number-text']) : undefined;
}

function isPrintedOtherwise({ value }: Node): boolean {
  return typeof value === 'number' && numberText(value) !== String(value);
}
