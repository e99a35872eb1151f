import { addingMissingTools } from '../../analysis/missingTools.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { policyActionKinds } from './actionKinds.ts';
import type { OfferedAction } from './offeredAction.ts';

/** The tools that the policy says nothing about, as an action for the whole policy. */
export function addMissingTools(document: PolicyDocument, knowledge: ToolKnowledge): OfferedAction[] {
  const adding = addingMissingTools(document, knowledge);
  return adding === undefined
    ? []
    : [{ title: adding.title, kind: policyActionKinds.addMissingTools, edits: adding.edits }];
}
