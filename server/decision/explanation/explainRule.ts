import type { JsonObject } from '../../policy/json.ts';
import type { AssumptionId } from '../assumptions.ts';
import type { CompiledRule, CompiledTool } from '../compile/compiledPolicy.ts';
import type { DecisionStep } from '../decision.ts';
import { conditionAsWritten, conditionInWords, restsOnNumberText } from './explainCondition.ts';
import { ruleMessage } from './messages.ts';

/** The step of one `require` or `deny_if` rule. */
export function explainRule(tool: CompiledTool, rule: CompiledRule, args: JsonObject): DecisionStep {
  const denied = rule.denies(args);
  const assumptions = assumptionsOf(tool, rule, args, denied);
  return {
    step: rule.kind,
    verdict: denied ? 'denied' : 'passed',
    rule: rule.id,
    detail: ruleInWords(rule, args),
    span: rule.span,
    ...(assumptions.length > 0 && { assumptions }),
  };
}

function ruleInWords(rule: CompiledRule, args: JsonObject): string {
  if (rule.conditions.length === 0) {
    return rule.kind === 'require'
      ? 'The rule has no conditions, so it requires nothing.'
      : 'The rule has no conditions, so it denies every call.';
  }
  const failing = rule.conditions.find((condition) => !condition.holds(args));
  if (failing === undefined) {
    return `${rule.conditions.map((condition) => conditionInWords(condition, args)).join('; ')}.`;
  }
  const outcome = conditionInWords(failing, args);
  return `${outcome}; the rule ${rule.kind === 'require' ? 'requires' : 'denies only when'} ${conditionAsWritten(failing)}.`;
}

function assumptionsOf(tool: CompiledTool, rule: CompiledRule, args: JsonObject, denied: boolean): AssumptionId[] {
  const assumptions: AssumptionId[] = [...rule.assumptions];
  const holding = rule.conditions.filter((condition) => condition.holds(args)).length;
  // When all hold or none does, AND and OR agree.
  if (holding > 0 && holding < rule.conditions.length) assumptions.push('conditions-are-all-of');
  if (denied && rule.kind === 'require' && tool.rules.some((other) => other.kind === 'deny_if' && other.denies(args))) {
    assumptions.push('require-before-deny-if');
  }
  if (denied && rule.conditions.length === 0) assumptions.push('empty-rule-id');
  if (rule.conditions.some((condition) => restsOnNumberText(condition, args))) assumptions.push('number-text');
  if (denied && rule.verdict.message === ruleMessage(rule.id)) assumptions.push('unwritten-messages');
  return assumptions;
}
