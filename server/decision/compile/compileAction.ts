import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { approvalMessage, ruleMessage } from '../explanation/messages.ts';
import { toolId } from '../toolId.ts';
import type { CompiledAction, PossibleProblem } from './compiledPolicy.ts';
import { nonEmptyText } from './nodeValues.ts';

/** Compiles the catalogue's shorthand `action` with its `reason`; nothing when the tool has none. */
export function compileAction(
  tool: string,
  definition: Node | undefined,
  problems: PossibleProblem[],
): CompiledAction | undefined {
  const action = property(definition, 'action')?.value;
  if (action === undefined) return undefined;
  const id = `${toolId(tool)}/action`;
  const span = spanOf(action);
  const reason = nonEmptyText(property(definition, 'reason')?.value);
  switch (action.value) {
    case 'allow':
      return { id, name: 'allow', span, verdict: undefined };
    case 'deny':
      return {
        id,
        name: 'deny',
        span,
        verdict: { outcome: 'denied', rule: id, message: reason ?? ruleMessage(id), span },
      };
    case 'require_approval': {
      const message = reason ?? approvalMessage;
      return { id, name: 'require_approval', span, verdict: { outcome: 'approval', rule: id, message, span } };
    }
    default: {
      const message =
        'This "action" is unknown, so calls are decided without it. Write "allow", "deny" or "require_approval".';
      problems.push({ message, span });
      return undefined;
    }
  }
}
