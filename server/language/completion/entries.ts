import type { DocumentedPlace } from '../schemaDocumentation.ts';
import { keyProposals, keysBeside } from './keys.ts';
import type { Proposal } from './proposal.ts';
import type { CompletionRequest } from './request.ts';
import { type Role, roleOf } from './role.ts';
import { containerOf } from './slot.ts';
import { templatesWithList } from './templates.ts';
import { listedToolProposals } from './toolNames.ts';
import { wholePolicyInside } from './wholePolicy.ts';

/** The keys that an object may have, with what else can be begun there. */
export function entryProposals(request: CompletionRequest): Proposal[] {
  const role = roleOf(request.slot.path);
  if (role === 'tools') return listedToolProposals(request);
  const place = documentedPlace(role);
  if (place === undefined) return [];
  const keys = keyProposals(request, place);
  if (place === 'policy') return isEmpty(request) ? [wholePolicyInside(isOnOneLine(request)), ...keys] : keys;
  return place === 'tool' ? [...keys, ...templatesWithList(request)] : keys;
}

/** The kind of object that the schema describes for a role; `undefined` for lists and for the map of tools. */
export function documentedPlace(role: Role | undefined): DocumentedPlace | undefined {
  switch (role) {
    case 'policy':
    case 'allTools':
    case 'tool':
    case 'rule':
    case 'condition':
    case 'limit':
    case 'rateLimit':
      return role;
    default:
      return undefined;
  }
}

function isEmpty({ slot }: CompletionRequest): boolean {
  return slot.followedBy === 'nothing' && keysBeside(slot).size === 0;
}

function isOnOneLine({ document, slot }: CompletionRequest): boolean {
  const { offset = 0, length = 0 } = containerOf(slot) ?? {};
  return !document.text
    .getText()
    .slice(offset, offset + length)
    .includes('\n');
}
