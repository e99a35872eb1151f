import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { WrittenCondition, WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import { readCondition } from './condition.ts';
import type { Demand } from './demand.ts';

/** A rule all of whose conditions can be reasoned about. */
export interface Rule {
  readonly written: WrittenRule;
  /** Its conditions, demanded of a call. */
  readonly demands: readonly Demand[];
}

/** The entries of `tools` that count: of a tool that is listed twice the last one. */
export function countingTools({ written }: PolicyDocument): readonly WrittenTool[] {
  const byName = new Map(written.tools.map((tool) => [tool.name, tool]));
  return byName.size === written.tools.length ? written.tools : [...byName.values()];
}

/**
 * A tool's rules in the order in which they are decided. One that is incomplete or wrong is left out: it only ever denies
 * more, so that what is proven to be denied without it still is.
 */
export function rulesOf(tool: WrittenTool): Rule[] {
  const rules: Rule[] = [];
  for (const written of tool.rules) {
    const demands = written.conditions && demandsOf(written, written.conditions);
    if (demands !== undefined) rules.push({ written, demands });
  }
  return rules;
}

function demandsOf(rule: WrittenRule, conditions: readonly WrittenCondition[]): Demand[] | undefined {
  const demands: Demand[] = [];
  for (const written of conditions) {
    const condition = readCondition(written);
    if (condition === undefined) return undefined;
    demands.push({ condition, met: true, place: { rule, written } });
  }
  return demands;
}
