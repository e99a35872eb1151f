import { CompletionItemKind } from 'vscode-languageserver-types';
import { canLookAt } from '../../analysis/possibleMatches.ts';
import type { Argument, ArgumentType } from '../../tools/arguments/argument.ts';
import { operatorWords } from '../words/operatorWords.ts';
import { comparedArgument } from './comparedArgument.ts';
import { ownDocumentation, type Proposal } from './proposal.ts';
import { type CompletionRequest, textBeside } from './request.ts';

/** The operators for the argument of the condition: those that fit its type first, none that can never hold. */
export function operatorProposals(request: CompletionRequest): Proposal[] {
  const argument = comparedArgument(request, textBeside(request, 'path'));
  return [...operatorWords]
    .map(([name, words]) => ({ name, words, fit: fitOf(name, argument) }))
    .filter(({ fit }) => fit !== 'never')
    .toSorted((a, b) => order.indexOf(a.fit) - order.indexOf(b.fit))
    .map(({ name, words: { title, semantics } }) => ({
      label: name,
      kind: CompletionItemKind.Operator,
      text: `"${name}"`,
      detail: title,
      documentation: ownDocumentation(semantics),
    }));
}

/**
 * `well`: what the type is usually compared by. `poorly`: it compares, although by the text of the value. `never`: it
 * cannot hold for any value of the type.
 */
type Fit = 'well' | 'poorly' | 'never';

const order: readonly Fit[] = ['well', 'poorly'];

const equality = ['eq', 'neq', 'in', 'not_in', 'exists'];

const ordering = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq', 'in', 'not_in', 'exists'];

/** What each type is compared by. */
const fitting: Readonly<Record<ArgumentType, readonly string[]>> = {
  string: [...equality, 'regex', 'contains'],
  number: ordering,
  integer: ordering,
  boolean: ['eq', 'neq', 'exists'],
  null: ['exists'],
  array: ['contains', 'exists'],
  object: ['exists'],
};

function fitOf(operator: string, argument: Argument | undefined): Fit {
  if (argument === undefined || argument.types.length === 0) return 'well';
  if (!canLookAt(operator, argument)) return 'never';
  return argument.types.some((type) => fitting[type].includes(operator)) ? 'well' : 'poorly';
}
