import { shownLine } from '../../policy/shownName.ts';
import type { KnownRisk } from '../../tools/riskOverrides.ts';
import type { Tool } from '../../tools/tool.ts';

/** What class a tool is of: a guess, unless a person has chosen it. */
export type RiskOf = (tool: Tool) => KnownRisk;

const longestReason = 300;

/** `By a guess it is destructive: the name says "delete", which takes something away.` */
export function riskInWords(tool: Tool, riskOf: RiskOf): string {
  const { class: riskClass, reason, chosenIn } = riskOf(tool);
  if (chosenIn !== undefined)
    return `Its class is ${riskClass}, as the ${chosenIn} say${chosenIn.endsWith('s') ? '' : 's'}.`;
  return `By a guess its class is ${riskClass}. ${shownLine(reason, longestReason)}`;
}

/** The same where it is another class than before; empty where it is not. */
export function newRiskInWords(before: Tool, tool: Tool, riskOf: RiskOf): string {
  const [then, now] = [riskOf(before), riskOf(tool)];
  if (then.class === now.class) return '';
  return `By a guess its class is ${now.class} now, and was ${then.class}. ${shownLine(now.reason, longestReason)}`;
}
