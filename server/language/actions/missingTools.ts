import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownLine } from '../../policy/shownName.ts';
import { knownTools, type ToolKnowledge } from '../../tools/knowledge.ts';
import { classify } from '../../tools/risk.ts';
import { starterRules } from '../../tools/starterPolicy.ts';
import { policyActionKinds } from './actionKinds.ts';
import { hidesAll, namingTools } from './namingTools.ts';
import type { OfferedAction } from './offeredAction.ts';

/**
 * The server's tools that the policy names neither in `tools` nor in `hide`, each with the catalogue's starter rule for
 * its class; destructive ones are hidden.
 */
export function addMissingTools(document: PolicyDocument, knowledge: ToolKnowledge): OfferedAction[] {
  if (knowledge.state === 'unknown' || hidesAll(document)) return [];
  const { tools, hide } = document.written;
  const named = new Set([...tools.map(({ name }) => name), ...hide.map(({ value }) => String(value))]);
  const missing = knownTools(knowledge)
    .filter(({ name }) => !named.has(name))
    .map((tool) => ({ tool, riskClass: classify(tool).class }));
  if (missing.length === 0) return [];
  const edits = namingTools(document, {
    hidden: missing.filter(({ riskClass }) => riskClass === 'destructive').map(({ tool }) => tool.name),
    listed: missing
      .filter(({ riskClass }) => riskClass !== 'destructive')
      .map(({ tool, riskClass }) => [tool.name, starterRules(tool, riskClass)]),
  });
  if (edits === undefined) return [];
  const count = missing.length === 1 ? 'the missing tool' : `the ${missing.length} missing tools`;
  return [
    {
      title: `Add ${count} of ${shownLine(knowledge.list.server, 120)}`,
      kind: policyActionKinds.addMissingTools,
      edits,
    },
  ];
}
