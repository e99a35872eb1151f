import { hidesAll, namingTools } from '../policy/namingTools.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { ProblemFix } from '../policy/problems/problem.ts';
import { shownLine } from '../policy/shownName.ts';
import { knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import { riskIn } from '../tools/riskOverrides.ts';
import { starterRules } from '../tools/starterPolicy.ts';

/**
 * Adds the server's tools that the policy names neither in `tools` nor in `hide`, each with the catalogue's starter rule
 * for its class; destructive ones are hidden. `undefined` when none is missing, or they cannot be written: where a
 * list is not closed, what is put behind it and what is put into it would be the same place.
 */
export function addingMissingTools(document: PolicyDocument, knowledge: ToolKnowledge): ProblemFix | undefined {
  if (knowledge.state === 'unknown' || hidesAll(document) || document.syntaxErrors.length > 0) return undefined;
  const riskOf = riskIn(knowledge);
  const { tools, hide } = document.written;
  const named = new Set([...tools.map(({ name }) => name), ...hide.map(({ value }) => String(value))]);
  const missing = knownTools(knowledge)
    .filter(({ name }) => !named.has(name))
    .map((tool) => ({ tool, riskClass: riskOf(tool).class }));
  if (missing.length === 0) return undefined;
  const edits = namingTools(document, {
    hidden: missing.filter(({ riskClass }) => riskClass === 'destructive').map(({ tool }) => tool.name),
    listed: missing
      .filter(({ riskClass }) => riskClass !== 'destructive')
      .map(({ tool, riskClass }) => [tool.name, starterRules(tool, riskClass)]),
  });
  if (edits === undefined) return undefined;
  const count = missing.length === 1 ? 'the missing tool' : `the ${missing.length} missing tools`;
  return { title: `Add ${count} of ${shownLine(knowledge.list.server, 120)}`, edits, isEvident: false };
}
