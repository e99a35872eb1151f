import { type Replacement, replaced, withoutElements, withoutEntry } from '../../policy/edits/replacement.ts';
import { lineIndentation } from '../../policy/edits/textLayout.ts';
import type { JsonValue } from '../../policy/json.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { ProblemFix } from '../../policy/problems/problem.ts';
import { elements, type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenCondition, WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import type { Condition } from './condition.ts';

/** Takes a rule out of its list. Never evident: its author meant something by it. */
export function withoutRule(tool: WrittenTool, rule: WrittenRule): ProblemFix[] {
  const list = property(tool.value, rule.kind)?.value;
  if (list === undefined) return [];
  return [{ title: `Take this rule out of "${rule.kind}"`, edits: withoutEntry(list, rule.index), isEvident: false }];
}

/** Two rules of `deny_if`, each without one of two conditions that never hold together: either denies. */
export function splitInTwo(
  document: PolicyDocument,
  rule: WrittenRule,
  [first, second]: readonly [WrittenCondition, WrittenCondition],
): ProblemFix {
  const source = document.text.getText();
  const separator = source.slice(0, rule.node.offset).endsWith('[') ? ' ' : newLine(source, rule.node.offset);
  const text = [second, first].map((removed) => textWithout(source, rule.node, removed.node)).join(`,${separator}`);
  return {
    title: 'Split into two rules, so that either condition denies',
    edits: [{ span: spanOf(rule.node), text }],
    isEvident: false,
  };
}

/** One condition that takes what either of the two takes. Absent when one of them asks for more than to equal a value. */
export function eitherValue(
  rule: WrittenRule,
  [first, second]: readonly [WrittenCondition, WrittenCondition],
  values: readonly [Condition, Condition],
): ProblemFix[] {
  const list = property(rule.node, 'conditions')?.value;
  const accepted = values.map(acceptedBy);
  const [one, other] = accepted;
  if (list === undefined || first.op === undefined || first.value === undefined) return [];
  if (one === undefined || other === undefined) return [];
  const text = `[${[...new Set([...one, ...other])].map((value) => writtenJson(value)).join(', ')}]`;
  if (text.length > longestValue) return [];
  const edits: Replacement[] = [
    { span: spanOf(first.op), text: '"in"' },
    { span: spanOf(first.value), text },
    ...withoutElements([second.node], list),
  ];
  return [{ title: 'Accept either value, with "in"', edits, isEvident: false }];
}

const longestValue = 500;

function acceptedBy({ operator, value }: Condition): readonly JsonValue[] | undefined {
  if (operator === 'eq') return [value];
  return operator === 'in' && Array.isArray(value) ? value : undefined;
}

function textWithout(source: string, rule: Node, condition: Node): string {
  const list = property(rule, 'conditions')?.value;
  const edits = list === undefined || !elements(list).includes(condition) ? [] : withoutElements([condition], list);
  const moved = edits.map(({ span, text }) => ({ text, span: { ...span, offset: span.offset - rule.offset } }));
  return replaced(source.slice(rule.offset, rule.offset + rule.length), moved);
}

function newLine(source: string, offset: number): string {
  return `${source.includes('\r\n') ? '\r\n' : '\n'}${lineIndentation(source, offset)}`;
}
