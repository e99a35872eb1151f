import { argumentPathProposals } from './argumentPaths.ts';
import { conditionValueProposals } from './conditionValues.ts';
import { documentedPlace } from './entries.ts';
import { bracketProposals, fixedValueProposals } from './fixedValues.ts';
import { canWeigh, counterProposals, maximumProposals, windowProposals } from './limitValues.ts';
import { operatorProposals } from './operators.ts';
import { type Proposal, valueProposal } from './proposal.ts';
import type { CompletionRequest } from './request.ts';
import { roleOf } from './role.ts';

/** What the value of a key may be. */
export function valueProposals(request: CompletionRequest): Proposal[] {
  const { slot } = request;
  const { key = '' } = slot;
  const role = roleOf(slot.path);
  if (role === 'tools') return slot.over === undefined ? [{ ...valueProposal('{…}', '{$0}'), goesOn: true }] : [];
  const place = documentedPlace(role);
  if (place === undefined) return [];
  const ofTool = askingTheTool.get(`${place}.${key}`);
  if (ofTool !== undefined) return ofTool(request);
  return [...fixedValueProposals(place, key, slot), ...bracketProposals(place, key, slot)];
}

/** Values that depend on the tool, or on what else the policy says. */
const askingTheTool: ReadonlyMap<string, (request: CompletionRequest) => Proposal[]> = new Map([
  ['condition.path', (request: CompletionRequest) => argumentPathProposals(request)],
  ['condition.op', operatorProposals],
  ['condition.value', conditionValueProposals],
  ['limit.counter', counterProposals],
  ['limit.window', windowProposals],
  ['limit.max', maximumProposals],
  ['limit.increment_from', (request: CompletionRequest) => argumentPathProposals(request, canWeigh)],
]);
