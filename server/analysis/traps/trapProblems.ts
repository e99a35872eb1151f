import type { JsonObject } from '../../policy/json.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { knownTools, type ToolKnowledge } from '../../tools/knowledge.ts';
import { alwaysHolding } from './alwaysHolds.ts';
import { counterProblems } from './counterNames.ts';
import { fullEffort } from './effort.ts';
import { forbiddenWords } from './forbiddenWords.ts';
import { hiddenProblems } from './hidden.ts';
import { idleLimits } from './limitNeverBinds.ts';
import { nothingCallable } from './nothingCallable.ts';
import { outlookOf } from './outlook.ts';
import { pathPatterns } from './pathPatterns.ts';
import { isPlain } from './plainTool.ts';
import { ruleProblems } from './ruleProblems.ts';
import { serverToolProblems } from './serverTools.ts';
import { countingTools } from './toolRules.ts';
import { weightProblems } from './weights.ts';

/**
 * What a policy does that its author hardly means, though nothing in it is wrong. A warning is almost surely a mistake;
 * information is worth knowing. What is said of rules and limits is proven, for any arguments and any traffic; what is
 * said of paths, words and risks is a guess, and says so in `docs/diagnostics.md`.
 */
export function trapProblems(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  const tools = countingTools(document);
  const effort = fullEffort();
  const outlooks = tools.filter((tool) => !isPlain(tool)).map((tool) => outlookOf(tool, effort));
  const denied = new Set(outlooks.filter(({ calls }) => calls !== 'open').map(({ tool }) => tool));
  const open = denied.size === 0 ? tools : tools.filter((tool) => !denied.has(tool));
  const schemaOf = inputSchemas(knowledge);
  return [
    ...nothingCallable(document),
    ...hiddenProblems(document, tools),
    ...outlooks.flatMap((outlook) => [
      ...ruleProblems(document, outlook),
      ...alwaysHolding(document, outlook.tool),
      ...weightProblems(document, outlook, effort, schemaOf),
      ...pathPatterns(document, outlook, effort),
      ...forbiddenWords(document, outlook),
    ]),
    ...counterProblems(document.written, tools),
    ...idleLimits(document, open),
    ...serverToolProblems(document, tools, knowledge),
  ];
}

/** Looks a tool's arguments up by its name. The list is gone through when the first is asked for: seldom. */
function inputSchemas(knowledge: ToolKnowledge): (tool: string) => JsonObject | undefined {
  let known: ReadonlyMap<string, JsonObject> | undefined;
  return (name) => {
    known ??= new Map(knownTools(knowledge).map((tool) => [tool.name, tool.inputSchema]));
    return known.get(name);
  };
}
