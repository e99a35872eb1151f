import { CompletionItemKind } from 'vscode-languageserver-types';
import { freeCounter } from '../../policy/freeCounter.ts';
import { properties } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { type DocumentedKey, type DocumentedPlace, documentedKeys } from '../schemaDocumentation.ts';
import { beginningOf, beginningOfConditionValue, usualCounter } from './beginnings.ts';
import { ownDocumentation, type Proposal } from './proposal.ts';
import { type CompletionRequest, textBeside, toolNameOf } from './request.ts';
import { containerOf, type Slot } from './slot.ts';
import { literally, quotedStop } from './snippet.ts';

/** The tool catalogue's way of writing. It is understood, but the canonical form says more. */
const shorthandKeys = new Set(['rate_limit', 'action', 'reason']);

/** The keys that an object of this kind may still have: required ones first, the catalogue's shorthand last. */
export function keyProposals(request: CompletionRequest, place: DocumentedPlace): Proposal[] {
  const { slot } = request;
  const present = keysBeside(slot);
  const isShared = place === 'limit' && slot.path[0] === 'all_tools';
  return documentedKeys(place)
    .filter(({ key }) => !present.has(key) && !(isShared && key === 'increment_from'))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((documented) => {
      const { key, title, description } = documented;
      const value = slot.followedBy === 'nothing' ? beginning(request, place, key) : '';
      return {
        label: key,
        kind: CompletionItemKind.Property,
        text: keyText(key, value, slot),
        detail: documented.required ? `${title}, required` : title,
        documentation: ownDocumentation(description),
        goesOn: value.includes('$'),
      };
    });
}

/** The keys of the slot's object, without the one that is being written. */
export function keysBeside(slot: Slot): ReadonlySet<string> {
  return new Set(
    properties(containerOf(slot))
      .filter(({ key }) => key !== slot.over)
      .map(({ name }) => name),
  );
}

/** A key with the snippet of its value; only what is missing where a part of that is there already. */
export function keyText(key: string, value: string, { followedBy }: Slot): string {
  const name = literally(writtenJson(key));
  if (followedBy === 'colon') return name;
  return followedBy === 'value' ? `${name}:` : `${name}: ${value}`;
}

function rank({ key, required }: DocumentedKey): number {
  if (required) return 0;
  return shorthandKeys.has(key) || key === '$schema' ? 2 : 1;
}

function beginning(request: CompletionRequest, place: DocumentedPlace, key: string): string {
  if (place === 'condition' && key === 'value') return beginningOfConditionValue(textBeside(request, 'op'));
  if (place === 'limit' && key === 'counter') {
    return quotedStop(1, freeCounter(usualCounter(toolNameOf(request)), request.slot.around.at(-2)));
  }
  return beginningOf(place, key);
}
