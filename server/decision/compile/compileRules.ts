import { elements, type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { ruleMessage } from '../explanation/messages.ts';
import { toolId } from '../toolId.ts';
import { compileCondition } from './compileCondition.ts';
import type { CompiledCondition, CompiledRule, PossibleProblem } from './compiledPolicy.ts';
import { nonEmptyText } from './nodeValues.ts';

/** Compiles a tool's `require` or `deny_if`. An entry that is no object is left out and listed as a problem. */
export function compileRules(
  tool: string,
  kind: CompiledRule['kind'],
  list: Node | undefined,
  problems: PossibleProblem[],
): CompiledRule[] {
  const rules: CompiledRule[] = [];
  for (const [index, node] of elements(list).entries()) {
    if (node.type === 'object') rules.push(compileRule(tool, kind, index, node, problems));
    else problems.push({ message: `A rule in "${kind}" must be an object; this one is left out.`, span: spanOf(node) });
  }
  return rules;
}

function compileRule(
  tool: string,
  kind: CompiledRule['kind'],
  index: number,
  node: Node,
  problems: PossibleProblem[],
): CompiledRule {
  const conditions = elements(property(node, 'conditions')?.value).map((condition) =>
    compileCondition(condition, problems),
  );
  const message = nonEmptyText(property(node, 'on_deny')?.value);
  return ruleOf(tool, index, { kind, conditions, span: spanOf(node), assumptions: [] }, message);
}

/**
 * A rule that decides.
 * @param index its place in its list, which names a rule without conditions
 * @param onDeny what the agent is told; without it the rule's id
 */
export function ruleOf(
  tool: string,
  index: number,
  { kind, conditions, span, assumptions }: Pick<CompiledRule, 'kind' | 'conditions' | 'span' | 'assumptions'>,
  onDeny: string | undefined,
): CompiledRule {
  const id = `${toolId(tool)}/${kind}/${shortName(conditions, index)}`;
  const allHold: CompiledRule['denies'] = (args) => {
    for (const condition of conditions) if (!condition.holds(args)) return false;
    return true;
  };
  return {
    kind,
    id,
    conditions,
    span,
    assumptions,
    denies: kind === 'deny_if' ? allHold : (args) => !allHold(args),
    verdict: { outcome: 'denied', rule: id, message: onDeny ?? ruleMessage(id), span },
  };
}

/**
 * As in PolicyLayer's logs: path and operator of the first condition. A rule without one goes by its index (assumed).
 */
function shortName(conditions: readonly CompiledCondition[], index: number): string {
  const [first] = conditions;
  return first === undefined ? String(index) : `${first.path}-${first.operator}`;
}
