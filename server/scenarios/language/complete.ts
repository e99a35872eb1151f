import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { completionItems, type Proposal } from '../../language/completion/proposal.ts';
import { slotAt } from '../../language/completion/slotAt.ts';
import { wordAt } from '../../language/completion/writtenWord.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioFile } from '../scenarioFile.ts';
import { argumentValueProposals } from './argumentProposals.ts';
import { elementProposals, wholeFile } from './elementProposals.ts';
import { keyProposals } from './keyProposals.ts';
import { likelyPolicy, type ScenarioRequest } from './scenarioRequest.ts';
import { scenarioRoleOf } from './scenarioRole.ts';
import { valueProposals } from './valueProposals.ts';

/**
 * What an author can write at a position of a scenario file, in the order in which it is to be shown.
 * @param policies the paths of the policies that there are, as the file would write them, nearest first
 */
export function completeScenario(
  file: ScenarioFile,
  knowledge: ToolKnowledge,
  position: Position,
  policies: readonly string[] = [],
): CompletionItem[] {
  const { document } = file;
  const offset = document.text.offsetAt(position);
  if (document.root === undefined) return inEmptyFile(document, offset, policies);
  const slot = slotAt(document, offset);
  return slot === undefined ? [] : completionItems(proposals({ file, knowledge, policies, slot }), slot, document);
}

/** Whether the policies that there are make a difference at the position: somebody has to look for them. */
export function asksForPolicies({ document }: Pick<ScenarioFile, 'document'>, position: Position): boolean {
  if (document.root === undefined) return true;
  const slot = slotAt(document, document.text.offsetAt(position));
  return slot?.path.length === 0 && (slot.part === 'key' || slot.key === 'policy');
}

function proposals(request: ScenarioRequest): Proposal[] {
  const { slot } = request;
  const role = scenarioRoleOf(slot.path);
  switch (slot.part) {
    case 'key':
      return keyProposals(request, role);
    case 'value':
      return role === 'arguments' ? argumentValueProposals(request) : valueProposals(request, role);
    case 'element':
      return elementProposals(request, role);
  }
}

function inEmptyFile(document: ScenarioDocument, offset: number, policies: readonly string[]): CompletionItem[] {
  const source = document.text.getText();
  const span = wordAt(offset, source, 0);
  if (source.trim().length !== span.length) return [];
  const slot = { part: 'value', key: undefined, over: undefined, span, typed: '', followedBy: 'nothing' } as const;
  return completionItems(
    [wholeFile(likelyPolicy(policies))],
    { ...slot, needsComma: false, missingComma: undefined },
    document,
  );
}
