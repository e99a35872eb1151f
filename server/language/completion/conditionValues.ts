import { CompletionItemKind } from 'vscode-languageserver-types';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { comparedArgument } from './comparedArgument.ts';
import { type NotableValue, numbersOf, scalarsOf, valuesIn } from './notableValues.ts';
import { type Proposal, plainDocumentation, valueProposal } from './proposal.ts';
import { type CompletionRequest, elementsBeside, textBeside, textUnder } from './request.ts';
import { literally, stop } from './snippet.ts';

/** What the argument of a condition can be compared with, by its operator and its schema. */
export function conditionValueProposals(request: CompletionRequest): Proposal[] {
  const argument = comparedArgument(request, textBeside(request, 'path'));
  const operator = textBeside(request, 'op');
  switch (operator) {
    case 'exists':
      return [presence(true), presence(false)];
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return [...numbersOf(argument).map(ofSchema), number];
    case 'in':
    case 'not_in':
      return listProposals(argument);
    case 'regex':
      return request.slot.over === undefined ? [pattern] : [];
    case 'contains':
      return [...valuesIn(argument?.elements).map(ofSchema), ...openText(request)];
    default:
      return [
        ...scalarsOf(argument).map(ofSchema),
        ...openValues(request, argument),
        ...(operator === undefined ? listProposals(argument) : []),
      ];
  }
}

/** The values that a list of `in` or `not_in` does not have yet. */
export function listedValueProposals(request: CompletionRequest): Proposal[] {
  const condition = request.slot.around.at(-2);
  const argument = comparedArgument(request, textUnder(condition, 'path'));
  const taken = new Set(elementsBeside(request).map((value) => JSON.stringify(value)));
  const values = scalarsOf(argument).filter(({ value }) => !taken.has(JSON.stringify(value)));
  return [...values.map(ofSchema), ...openValues(request, argument)];
}

/** A list of more values is not written as a whole. */
const longestList = 1000;

function presence(isThere: boolean): Proposal {
  const documentation = isThere ? 'The call has the argument.' : 'The call does not have the argument, or it is null.';
  return valueProposal(String(isThere), String(isThere), { documentation: plainDocumentation(documentation) });
}

const number: Proposal = { label: 'number', kind: CompletionItemKind.Value, text: stop(1, '0') };

const pattern: Proposal = {
  label: '"^…$"',
  kind: CompletionItemKind.Value,
  text: '"^$0\\$"',
  detail: 'a pattern for the whole text',
  documentation: plainDocumentation(
    'RE2 syntax. Without ^ and $ the pattern is found anywhere in the text. There is no look-around and no back-reference.',
  ),
};

/** A text or a number to write, where the schema does not list all values there are. */
function openValues(request: CompletionRequest, argument: Argument | undefined): Proposal[] {
  if (argument?.values !== undefined) return [];
  const types = argument?.types ?? [];
  return [
    ...(types.length === 0 || types.includes('string') ? openText(request) : []),
    ...(types.includes('number') || types.includes('integer') ? [number] : []),
  ];
}

/** Quotes to write a text into; not where there are some already. */
function openText({ slot }: CompletionRequest): Proposal[] {
  return slot.over === undefined && slot.typed === ''
    ? [{ label: '"…"', kind: CompletionItemKind.Value, text: '"$0"', detail: 'a text' }]
    : [];
}

function listProposals(argument: Argument | undefined): Proposal[] {
  const values = scalarsOf(argument);
  const all = `[${values.map(({ value }) => writtenJson(value)).join(', ')}]`;
  const empty: Proposal = {
    label: '[…]',
    kind: CompletionItemKind.Value,
    text: '[$0]',
    detail: 'a list',
    goesOn: true,
  };
  return values.length > 1 && all.length <= longestList
    ? [empty, { label: all, kind: CompletionItemKind.Value, text: literally(all), detail: 'every value of the schema' }]
    : [empty];
}

function ofSchema({ value, note }: NotableValue): Proposal {
  const json = writtenJson(value);
  const kind = typeof value === 'string' ? CompletionItemKind.EnumMember : CompletionItemKind.Value;
  return { label: json, kind, text: literally(json), ...(note !== undefined && { detail: note }) };
}
