import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import type { WrittenCondition, WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import { readCondition, shownCondition } from './condition.ts';
import { conditionSpan, ruleSpan } from './problemSpan.ts';
import { withoutRule } from './ruleFixes.ts';

/** Patterns that are found in every text, the empty one included. */
const anyText = new Set(['', '^', '$', '.*', '^.*', '.*?', '(?s).*', '(?s)^.*$']);

/**
 * Conditions that hold for whatever the argument is, and `require` rules without any. (No condition holds for a missing
 * argument, too, except `exists: false`; so none always holds, and what these ask for is that there is an argument.)
 */
export function alwaysHolding(document: PolicyDocument, tool: WrittenTool): Problem[] {
  const problems: Problem[] = [];
  for (const rule of tool.rules) {
    if (rule.kind === 'require' && rule.conditions?.length === 0 && rule.node.type === 'object') {
      problems.push({
        code: 'always-holds',
        severity: 'information',
        span: ruleSpan(document, rule),
        message: 'This rule has no conditions, so it never denies a call. Add one, or take the rule out',
        fixes: withoutRule(tool, rule),
      });
    }
    for (const written of rule.conditions ?? []) {
      if (canAlwaysHold(written)) problems.push(...holding(document, rule, written));
    }
  }
  return problems;
}

/** True for a condition that holds for every value or every text. */
export function canAlwaysHold({ op, value }: WrittenCondition): boolean {
  switch (op?.value) {
    case 'not_in':
      return value?.type === 'array' && value.children?.length === 0;
    case 'regex':
      return typeof value?.value === 'string' && anyText.has(value.value);
    case 'contains':
      return value?.value === '';
    default:
      return false;
  }
}

function holding(document: PolicyDocument, { kind, conditions }: WrittenRule, written: WrittenCondition): Problem[] {
  const condition = readCondition(written);
  if (condition === undefined) return [];
  const whatever = condition.operator === 'not_in' ? 'value' : 'text';
  const deniesAll = kind === 'deny_if' && conditions?.length === 1;
  const consequence = deniesAll
    ? 'so this rule denies every call that has one there. Name what is to be compared with, or write "exists" if that is meant'
    : 'so it only asks that the call has one. Name what is to be compared with, or write "exists"';
  return [
    {
      code: 'always-holds',
      severity: deniesAll ? 'warning' : 'information',
      span: conditionSpan(document, written),
      message: `${shownCondition(condition)} holds for every ${whatever}, ${consequence}`,
    },
  ];
}
