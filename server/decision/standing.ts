import { groupedNumber } from '../policy/groupedNumber.ts';
import {
  type CompiledLimit,
  type CompiledPolicy,
  type CompiledTool,
  hiddenBy,
  toolOf,
} from './compile/compiledPolicy.ts';
import { namedWindows, type Window } from './counting/windows.ts';

/** What a policy says about a tool without looking at a call's arguments. */
export type ToolStanding = 'allowed' | 'limited' | 'conditioned' | 'denied' | 'hidden' | 'approval';

export interface StandingOfTool {
  readonly standing: ToolStanding;
  /** One line for the eye, e.g. `30/min per grant`, `deny: hidden`, `blocked: Requires human approval.` */
  readonly line: string;
}

/** The strongest thing that the policy says about every call of the tool. */
export function standingOf(policy: CompiledPolicy, name: string): StandingOfTool {
  if (hiddenBy(policy, name) !== undefined) return { standing: 'hidden', line: 'deny: hidden' };
  const tool = toolOf(policy, name);
  if (tool === undefined && policy.default === 'deny') return { standing: 'denied', line: 'deny: not listed' };
  const verdict = tool?.action?.verdict ?? tool?.rules.find(deniesEveryCall)?.verdict;
  if (verdict?.outcome === 'approval') return { standing: 'approval', line: `approval: ${verdict.message}` };
  if (verdict !== undefined) return { standing: 'denied', line: `blocked: ${verdict.message}` };
  const limits = limitsInShort(tool?.limits ?? [], policy.allToolsLimits);
  const rules = conditionalRules(tool);
  if (rules > 0)
    return { standing: 'conditioned', line: [rules === 1 ? '1 rule' : `${rules} rules`, ...limits].join(', ') };
  if (limits.length === 0) return { standing: 'allowed', line: 'allowed' };
  // Beside limits of its own it is plain that a tool is allowed; not where only those over all tools are named.
  const lead = (tool?.limits.length ?? 0) === 0 ? 'allowed · ' : '';
  return { standing: 'limited', line: `${lead}${limits.join(', ')}` };
}

function deniesEveryCall(rule: CompiledTool['rules'][number]): boolean {
  return rule.kind === 'deny_if' && rule.conditions.length === 0;
}

function conditionalRules(tool: CompiledTool | undefined): number {
  return tool?.rules.filter((rule) => rule.conditions.length > 0).length ?? 0;
}

/** More limits than this do not fit a line above the code. */
const mostLimits = 4;

function limitsInShort(own: readonly CompiledLimit[], shared: readonly CompiledLimit[]): string[] {
  const shown = own.slice(0, mostLimits).map(limitInShort);
  const left = own.length - shown.length;
  if (left > 0) shown.push(`${left} more`);
  // The same for every tool, so each one only says that they are there.
  if (shared.length > 0) shown.push(`${shared.length === 1 ? '1 limit' : `${shared.length} limits`} over all tools`);
  return shown;
}

function limitInShort(limit: CompiledLimit): string {
  const unit = limit.weight === undefined ? '' : ` of ${limit.weight.path}`;
  return `${groupedNumber(limit.max)}/${windowInShort(limit.window)}${unit} per ${limit.countedBy}`;
}

/** A `rate_limit` of 60 seconds reads like a limit per minute. */
function windowInShort(window: Window): string {
  const named = [...namedWindows.values()].find((candidate) => candidate.length === window.length);
  if (named === undefined) return window.name;
  return named.name === 'minute' ? 'min' : named.name;
}
