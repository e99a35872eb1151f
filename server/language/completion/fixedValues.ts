import type { DocumentedPlace } from '../schemaDocumentation.ts';
import { beginningOf } from './beginnings.ts';
import { ownDocumentation, type Proposal, valueProposal } from './proposal.ts';
import type { Slot } from './slot.ts';

/** Values that do not depend on the tool, each with what it does. */
const values: ReadonlyMap<string, readonly (readonly [json: string, documentation: string])[]> = new Map([
  ['policy.version', [['"1"', 'The only version of the policy language.']]],
  [
    'policy.default',
    [
      ['"deny"', 'Only tools that `tools` lists can be called.'],
      ['"allow"', 'Every tool can be called, also one that the server adds tomorrow.'],
    ],
  ],
  [
    'tool.action',
    [
      ['"deny"', 'Every call is denied, with the `reason`. Shorthand of the tool catalogue for `deny_if`.'],
      ['"allow"', 'Every call is allowed. Shorthand of the tool catalogue for `{}`.'],
      ['"require_approval"', 'A person must approve. Shorthand of the tool catalogue.'],
    ],
  ],
  ['tool.reason', [['"Requires human approval."', 'What the agent is told.']]],
  ['limit.scope', [['"grant"', "Counted over all of an identity's access to the server: the only documented scope."]]],
  [
    'rateLimit.max',
    [
      ['10', 'Ten calls in each window.'],
      ['30', 'Thirty calls in each window.'],
      ['60', 'Sixty calls in each window.'],
    ],
  ],
  [
    'rateLimit.window',
    [
      ['60', 'A minute, in seconds.'],
      ['3600', 'An hour, in seconds.'],
      ['86400', 'A day, in seconds.'],
    ],
  ],
  ['rule.on_deny', [['"Requires human approval."', 'What the agent is told.']]],
]);

/** Sentences are the author's own; one is proposed to begin with, not while another is being written. */
const sentences = new Set(['reason', 'on_deny']);

/** Values that fit whatever the tool is, the most usual first. Of a sentence one to begin with, and none while another stands there. */
export function fixedValueProposals(place: DocumentedPlace, key: string, { typed, over }: Slot): Proposal[] {
  const isWritten = typed !== '' || (over !== undefined && over.value !== '');
  if (sentences.has(key) && isWritten) return [];
  return (values.get(`${place}.${key}`) ?? []).map(([json, documentation]) =>
    valueProposal(json, json, { documentation: ownDocumentation(documentation) }),
  );
}

/** The brackets that the key's value begins with; none for other values, and none where something stands already. */
export function bracketProposals(place: DocumentedPlace, key: string, { over, typed }: Slot): Proposal[] {
  const text = beginningOf(place, key);
  if (over !== undefined || typed !== '' || !/^[[{]/.test(text)) return [];
  const label = text.startsWith('[') ? '[…]' : '{…}';
  return [{ ...valueProposal(label, text), goesOn: true }];
}
