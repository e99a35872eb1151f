import type { Window } from '../counting/windows.ts';

/*
 * What an agent is told when the policy itself says nothing. The sentences for hidden and unlisted tools are
 * PolicyLayer's; those for rules and limits are Intercept's (`internal/proxy/handler.go`, `internal/config/config.go`),
 * taken over here.
 */

/** The whole text an agent receives, as the content of a result with `isError: true`. */
export function agentText(message: string): string {
  return `[POLICY DENIED] ${message}`;
}

/** Ours: PolicyLayer documents the rule `(no policy)` and no text for it. */
export const noPolicyMessage = 'No policy is attached to this grant';

export function hiddenMessage(tool: string): string {
  return `Tool ${JSON.stringify(tool)} is hidden by policy`;
}

export function notPermittedMessage(tool: string): string {
  return `Tool ${JSON.stringify(tool)} is not permitted by policy`;
}

export function ruleMessage(rule: string): string {
  return `Denied by rule ${JSON.stringify(rule)}`;
}

/** The catalogue's own rendering of `require_approval`. */
export const approvalMessage = 'Requires human approval.';

export function limitMessage(max: number, window: Window): string {
  return `Rate limit of ${max} per ${window.inWords} reached. Try again later.`;
}

/** A call that carries no usable weight; Intercept tells the agent no more than this. */
export const unweighableMessage = 'Internal policy error';
