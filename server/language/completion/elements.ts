import { CompletionItemKind } from 'vscode-languageserver-types';
import { listedValueProposals } from './conditionValues.ts';
import { ownDocumentation, type Proposal } from './proposal.ts';
import type { CompletionRequest } from './request.ts';
import { type Role, roleOf } from './role.ts';
import { templatesInList } from './templates.ts';
import { hiddenToolProposals } from './toolNames.ts';

/** What one more element of a list may be. */
export function elementProposals(request: CompletionRequest): Proposal[] {
  const role = roleOf(request.slot.path);
  if (role === 'hide') return hiddenToolProposals(request);
  if (role === 'values') return listedValueProposals(request);
  const begun = beginnings.get(role);
  if (begun === undefined) return [];
  return role === 'conditions' ? [begun] : [begun, ...templatesInList(request)];
}

/** An element with the cursor where its author goes on. */
const beginnings: ReadonlyMap<Role | undefined, Proposal> = new Map([
  ['rules', beginning('rule', '{ "conditions": [{$0}] }', 'Conditions that must all hold.')],
  [
    'conditions',
    beginning(
      'condition',
      '{ "path": "args.$1", "op": "$2", "value": $0 }',
      'Compares one argument of the call with a value.',
    ),
  ],
  ['limits', beginning('limit', '{$0}', 'At most so many calls in each window.')],
]);

function beginning(label: string, text: string, documentation: string): Proposal {
  return {
    label,
    kind: CompletionItemKind.Struct,
    text,
    documentation: ownDocumentation(documentation),
    goesOn: true,
  };
}
