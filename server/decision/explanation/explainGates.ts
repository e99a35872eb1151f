import type { Span } from '../../policy/syntax/span.ts';
import type { AssumptionId } from '../assumptions.ts';
import { type CompiledAction, type CompiledPolicy, hiddenBy } from '../compile/compiledPolicy.ts';
import type { DecisionStep, Verdict } from '../decision.ts';
import { toolId } from '../toolId.ts';
import { noPolicyMessage, ruleMessage } from './messages.ts';
import { shownText } from './shownValue.ts';

/** The only step when the grant has no policy. */
export const noPolicyStep: DecisionStep = {
  step: 'default',
  verdict: 'denied',
  rule: '(no policy)',
  detail: `${noPolicyMessage}, and without one every call is denied.`,
  assumptions: ['unwritten-messages'],
};

/** Whether the tool is hidden. */
export function explainHide(policy: CompiledPolicy, tool: string): DecisionStep {
  const span = hiddenBy(policy, tool);
  const detail = span === undefined ? 'is not in "hide"' : hiddenDetail(policy, tool);
  return {
    step: 'hide',
    verdict: span === undefined ? 'passed' : 'denied',
    rule: '(hidden)',
    detail: `${shownText(tool)} ${detail}.`,
    ...placed(span),
  };
}

function hiddenDetail(policy: CompiledPolicy, tool: string): string {
  return policy.hidden.has(tool) ? 'is in "hide"' : 'is hidden by "*" in "hide", which hides every tool';
}

/** Whether the tool is listed, and what becomes of it when not. */
export function explainDefault(policy: CompiledPolicy, tool: string): DecisionStep {
  const listed = policy.tools.get(tool);
  if (listed !== undefined) {
    const detail = `${shownText(tool)} is listed under "tools".`;
    return { step: 'default', verdict: 'passed', rule: toolId(tool), detail, span: listed.span };
  }
  const passes = policy.default === 'allow';
  return {
    step: 'default',
    verdict: passes ? 'passed' : 'denied',
    rule: `(default ${policy.default})`,
    detail: `${shownText(tool)} is not listed under "tools", and "default" is ${defaultInWords(policy)}.`,
    ...placed(policy.defaultSpan),
    ...(policy.defaultSpan === undefined && { assumptions: ['missing-default-denies'] }),
  };
}

function defaultInWords(policy: CompiledPolicy): string {
  return policy.defaultSpan === undefined ? 'missing, which denies' : shownText(policy.default);
}

const verdictOfAction = { allow: 'passed', deny: 'denied', require_approval: 'approval' } as const;

/** What the catalogue's `action` says. */
export function explainAction(action: CompiledAction): DecisionStep {
  return {
    step: 'action',
    verdict: verdictOfAction[action.name],
    rule: action.id,
    detail: `"action" is ${shownText(action.name)}${action.verdict === undefined ? '' : ', whatever the arguments'}.`,
    span: action.span,
    ...(action.verdict !== undefined && { assumptions: assumptionsOf(action, action.verdict) }),
  };
}

function assumptionsOf({ id }: CompiledAction, { message }: Verdict): AssumptionId[] {
  return message === ruleMessage(id) ? ['shorthand-rule-ids', 'unwritten-messages'] : ['shorthand-rule-ids'];
}

function placed(span: Span | undefined): { span?: Span } {
  return span === undefined ? {} : { span };
}
