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
import type { ScenarioRequest } from './scenarioRequest.ts';
import { scenarioRoleOf } from './scenarioRole.ts';
import { valueProposals } from './valueProposals.ts';

/** What an author can write at a position of a scenario file, in the order in which it is to be shown. */
export function completeScenario(file: ScenarioFile, knowledge: ToolKnowledge, position: Position): CompletionItem[] {
  const { document } = file;
  const offset = document.text.offsetAt(position);
  if (document.root === undefined) return inEmptyFile(document, offset);
  const slot = slotAt(document, offset);
  return slot === undefined ? [] : completionItems(proposals({ file, knowledge, slot }), slot, document);
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

function inEmptyFile(document: ScenarioDocument, offset: number): CompletionItem[] {
  const source = document.text.getText();
  const span = wordAt(offset, source, 0);
  if (source.trim().length !== span.length) return [];
  const slot = { part: 'value', key: undefined, over: undefined, span, typed: '', followedBy: 'nothing' } as const;
  return completionItems([wholeFile], { ...slot, needsComma: false, missingComma: undefined }, document);
}
