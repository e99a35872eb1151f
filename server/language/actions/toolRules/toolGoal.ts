import type { CompiledPolicy } from '../../../decision/compile/compiledPolicy.ts';
import { approvalMessage } from '../../../decision/explanation/messages.ts';
import { standingOf } from '../../../decision/standing.ts';
import type { JsonObject } from '../../../policy/json.ts';
import { findTool, type ToolKnowledge } from '../../../tools/knowledge.ts';
import type { RiskClass } from '../../../tools/risk.ts';
import { riskIn } from '../../../tools/riskOverrides.ts';
import { starterRules } from '../../../tools/starterPolicy.ts';
import type { Tool } from '../../../tools/tool.ts';

/** What a person can do to a tool; see `ToolRuleChange` of the protocol, which is the same. */
export type ToolChange = 'allow' | 'deny' | 'hide' | 'limit' | 'starter' | 'remove';

/** How the policy is to stand to a tool. */
export interface ToolGoal {
  readonly name: string;
  readonly becomes: 'allowed' | 'limited' | 'denied' | 'hidden' | 'removed';
  /** What the tool's entry says when there is none yet. */
  readonly rules: JsonObject;
  /** True when the policy is to name the tool also where it would do the same to a tool that it does not name. */
  readonly isExplicit: boolean;
}

/** What is asked of each tool. What is named twice is asked once; `*` is no tool. */
export function toolGoals(names: readonly string[], change: ToolChange, knowledge: ToolKnowledge): ToolGoal[] {
  const known = new Map(names.length > 1 && knowledge.state !== 'unknown' ? byName(knowledge.list.tools) : []);
  const riskOf = riskIn(knowledge);
  return [...new Set(names)]
    .filter((name) => name !== '' && name !== '*')
    .map((name) => {
      const listed = known.get(name) ?? (names.length === 1 ? findTool(knowledge, name) : undefined);
      // Of a tool that only the policy names, its name alone tells something.
      const tool = listed ?? { name, inputSchema: {} };
      return goalOf(tool, change, riskOf(tool).class);
    });
}

/** Of several tools of one name the first counts, as everywhere. */
function byName(tools: readonly Tool[]): (readonly [string, Tool])[] {
  return [...tools].reverse().map((tool) => [tool.name, tool]);
}

function goalOf(tool: Tool, change: ToolChange, riskClass: RiskClass): ToolGoal {
  const { name } = tool;
  switch (change) {
    case 'allow':
      return { name, becomes: 'allowed', rules: {}, isExplicit: false };
    case 'limit':
      return { name, becomes: 'limited', rules: limiting(tool, riskClass), isExplicit: false };
    case 'deny':
      return {
        name,
        becomes: 'denied',
        rules: denying(`Tool ${JSON.stringify(name)} is not permitted by policy`),
        isExplicit: false,
      };
    case 'hide':
      return { name, becomes: 'hidden', rules: {}, isExplicit: false };
    case 'remove':
      return { name, becomes: 'removed', rules: {}, isExplicit: false };
    case 'starter':
      return starterGoal(tool, riskClass);
  }
}

/** The catalogue's starter rule for the tool's class. */
function starterGoal(tool: Tool, riskClass: RiskClass): ToolGoal {
  const becomes = {
    read: 'allowed',
    write: 'limited',
    execute: 'limited',
    destructive: 'hidden',
    financial: 'denied',
  } as const;
  const rules = riskClass === 'financial' ? denying(approvalMessage) : starterRules(tool, riskClass);
  return { name: tool.name, becomes: becomes[riskClass], rules, isExplicit: true };
}

/** Whoever limits what runs, destroys or pays means few calls. */
function limiting(tool: Tool, riskClass: RiskClass): JsonObject {
  return starterRules(tool, riskClass === 'read' || riskClass === 'write' ? 'write' : 'execute');
}

function denying(message: string): JsonObject {
  return { deny_if: [{ conditions: [], on_deny: message }] };
}

/** True when the policy does to every call of the tool what is asked. */
export function isReached(policy: CompiledPolicy, { name, becomes, isExplicit }: ToolGoal): boolean {
  const { standing } = standingOf(policy, name);
  const isCallable = standing === 'allowed' || standing === 'limited' || standing === 'conditioned';
  switch (becomes) {
    case 'allowed':
      return isCallable && (!isExplicit || policy.tools.has(name));
    case 'limited':
      return isCallable && (policy.tools.get(name)?.limits.length ?? 0) > 0;
    case 'denied':
      return standing === 'denied' && (!isExplicit || policy.tools.has(name));
    case 'hidden':
      return standing === 'hidden';
    case 'removed':
      return !policy.tools.has(name) && !policy.hidden.has(name);
  }
}
