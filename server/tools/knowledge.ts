import type { RiskOverrides } from './riskOverrides.ts';
import type { Tool, ToolList } from './tool.ts';

/** Why there is no fresh list: what happened, and what the author can do about it. */
export interface ConnectionProblem {
  readonly what: string;
  readonly remedy: string;
}

/**
 * What is known of a server's tools. A failed refresh turns `fresh` into `stale` and never erases the list.
 * Only a fresh and complete list proves that a tool does not exist.
 */
export type ToolKnowledge =
  | { readonly state: 'unknown'; readonly problem?: ConnectionProblem }
  | {
      readonly state: 'fresh';
      readonly list: ToolList;
      /** The risk classes that people chose for this policy's tools, see `riskOverrides`. */
      readonly risks?: RiskOverrides;
    }
  | {
      readonly state: 'stale';
      readonly list: ToolList;
      /** Where the list comes from when it was not read in this session: an earlier one, or a saved file. */
      readonly from?: 'earlier' | 'snapshot';
      readonly problem?: ConnectionProblem;
      readonly risks?: RiskOverrides;
    };

export const nothingKnown: ToolKnowledge = { state: 'unknown' };

/** The tools that can be offered, whatever their age. */
export function knownTools(knowledge: ToolKnowledge): readonly Tool[] {
  return knowledge.state === 'unknown' ? [] : knowledge.list.tools;
}

/** The tool of exactly that name, if the list has it. */
export function findTool(knowledge: ToolKnowledge, name: string): Tool | undefined {
  return knownTools(knowledge).find((tool) => tool.name === name);
}

/** Every name the server is known to answer to, malformed tools included: they exist, although they cannot be used. */
export function knownNames(knowledge: ToolKnowledge): ReadonlySet<string> {
  if (knowledge.state === 'unknown') return new Set();
  const names = knowledge.list.tools.map((tool) => tool.name);
  for (const skipped of knowledge.list.skipped) if (skipped.name !== undefined) names.push(skipped.name);
  return new Set(names);
}

/** True when a name that the list does not have is proof enough for a warning. */
export function provesAbsence(knowledge: ToolKnowledge): boolean {
  return (
    knowledge.state === 'fresh' &&
    knowledge.list.cutShort === undefined &&
    knowledge.list.skipped.every((skipped) => skipped.name !== undefined)
  );
}

/** What an author is told when a refresh failed: the last good list stays, marked as stale. */
export function afterFailure(knowledge: ToolKnowledge, problem: ConnectionProblem): ToolKnowledge {
  if (knowledge.state === 'unknown') return { state: 'unknown', problem };
  const from = knowledge.state === 'stale' ? knowledge.from : undefined;
  return { state: 'stale', list: knowledge.list, ...(from !== undefined && { from }), problem };
}
