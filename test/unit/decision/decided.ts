import type { CompiledPolicy } from '../../../server/decision/compile/compiledPolicy.ts';
import { compilePolicy } from '../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import type { Decision, ToolCall } from '../../../server/decision/decision.ts';
import { parseTree } from '../../../server/policy/syntax/syntaxTree.ts';

/** Compiles a policy's text. */
export function policyOfText(text: string): CompiledPolicy {
  const { root } = parseTree(text);
  if (root === undefined) throw new Error('The text holds no JSON value.');
  return compilePolicy(root);
}

/** Compiles a policy with these members; `version` and `default: "deny"` are added where they are left out. */
export function policyOf(members: object): CompiledPolicy {
  return policyOfText(JSON.stringify({ version: '1', default: 'deny', ...members }));
}

/** A policy that lists one tool, `charge`. */
export function policyOfTool(tool: object): CompiledPolicy {
  return policyOf({ tools: { charge: tool } });
}

export const tenOClock = Date.UTC(2026, 2, 1, 10, 0, 0);
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A call of `charge` at ten o'clock UTC, unless it says otherwise. */
export function call(given: Partial<ToolCall> = {}): ToolCall {
  return { tool: 'charge', args: {}, at: tenOClock, grant: 'default', session: 'default', upstream: 'ok', ...given };
}

/** Decides one call against counters that are empty. */
export function decideOne(policy: CompiledPolicy, given: Partial<ToolCall> = {}): Decision {
  return decide(policy, new Counters(), call(given));
}

/** Decides calls one after the other and tells what became of each. */
export function outcomes(
  policy: CompiledPolicy,
  calls: readonly Partial<ToolCall>[],
  counters = new Counters(),
): string[] {
  return calls.map((given) => decide(policy, counters, call(given)).outcome);
}

/** A limit of `max` calls, `charge_rate` a minute unless it says otherwise. */
export function limit(max: number, more: object = {}): object {
  return { counter: 'charge_rate', window: 'minute', max, scope: 'grant', ...more };
}

export function times<Value>(count: number, value: Value): Value[] {
  return Array.from({ length: count }, () => value);
}
