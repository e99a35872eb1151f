import { CompletionItemKind } from 'vscode-languageserver-types';
import { keysBeside, keyText } from '../../language/completion/keys.ts';
import { type NotableValue, numbersOf, scalarsOf } from '../../language/completion/notableValues.ts';
import { type Proposal, plainDocumentation } from '../../language/completion/proposal.ts';
import { literally } from '../../language/completion/snippet.ts';
import { firstLine } from '../../language/untrustedText.ts';
import type { JsonValue } from '../../policy/json.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentsBelow } from '../../tools/arguments/argumentsBelow.ts';
import { argumentPath, compiledToolOf, knownToolsOf, type ScenarioRequest } from './scenarioRequest.ts';

/** In a row beside the name. */
const longestType = 40;

/** The arguments that the call may still have: those of the tool's schema, then those that the policy looks at. */
export function argumentKeyProposals(request: ScenarioRequest): Proposal[] {
  const { slot } = request;
  const present = keysBeside(slot);
  const known = argumentsHere(request).filter(({ path }) => !present.has(path.at(-1) ?? ''));
  const names = new Set(known.map(({ path }) => path.at(-1)));
  const compared = comparedBelow(request).filter((name) => !present.has(name) && !names.has(name));
  return [
    ...known.map((argument) => keyProposal(argument, known.length, request)),
    ...compared.map((name) => ({
      label: name,
      kind: CompletionItemKind.Field,
      text: keyText(name, '$0', slot),
      detail: 'used in the policy',
      goesOn: true,
    })),
  ];
}

/** What the argument may be by its schema, and the values that the policy compares it with. */
export function argumentValueProposals(request: ScenarioRequest): Proposal[] {
  const { slot } = request;
  const name = slot.key ?? '';
  const argument = argumentsHere(request).find(({ path }) => path.at(-1) === name);
  const values: NotableValue[] = [...scalarsOf(argument), ...numbersOf(argument), ...comparedWith(request, name)];
  const byText = new Map(values.map((value) => [writtenJson(value.value), value]));
  return [...byText].map(([json, { value, note }]) => ({
    label: json,
    kind: typeof value === 'string' ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
    text: literally(json),
    ...(note !== undefined && { detail: note }),
  }));
}

function argumentsHere(request: ScenarioRequest): Argument[] {
  const path = argumentPath(request);
  const found = knownToolsOf(request).flatMap((tool) => argumentsBelow(tool.inputSchema, path));
  return [...new Map(found.map((argument) => [argument.path.at(-1), argument])).values()];
}

function keyProposal(argument: Argument, count: number, { slot }: ScenarioRequest): Proposal {
  const name = argument.path.at(-1) ?? '';
  const { type, required, description } = argument;
  return {
    label: name,
    kind: CompletionItemKind.Field,
    text: keyText(name, slot.followedBy === 'nothing' ? beginningOf(argument) : '', slot),
    detail: [firstLine(type, longestType), ...(required ? ['required'] : [])].join(', '),
    ...(description !== undefined && { documentation: plainDocumentation(description, count) }),
    goesOn: true,
  };
}

/** The quotes or brackets to write into; nothing where there are values to choose from. */
function beginningOf(argument: Argument): string {
  if (scalarsOf(argument).length > 0) return '$0';
  const [type] = argument.types;
  return type === undefined ? '$0' : (beginnings.get(type) ?? '$0');
}

const beginnings: ReadonlyMap<string, string> = new Map([
  ['string', '"$0"'],
  ['object', '{$0}'],
  ['array', '[$0]'],
]);

/** The names below the slot's object in the paths that the policy compares for this tool. */
function comparedBelow(request: ScenarioRequest): string[] {
  const above = ['args', ...argumentPath(request)];
  const names = pathsOf(request).flatMap(({ path }) => {
    const segments = path.split('.');
    const isBelow = segments.length > above.length && above.every((segment, index) => segments[index] === segment);
    return isBelow ? (segments[above.length] ?? []) : [];
  });
  return [...new Set(names)];
}

/** What the policy compares the argument with; of a bound also the number beyond it. */
function comparedWith(request: ScenarioRequest, name: string): NotableValue[] {
  const path = ['args', ...argumentPath(request), name].join('.');
  return pathsOf(request)
    .filter((compared) => compared.path === path)
    .flatMap(({ operator, value }) => comparedValues(operator, value));
}

function comparedValues(operator: string, value: JsonValue): NotableValue[] {
  const note = `the policy: ${operator}`;
  if (Array.isArray(value)) return value.filter(isScalar).map((each) => ({ value: each, note }));
  if (operator === 'exists' || operator === 'regex' || !isScalar(value)) return [];
  if (typeof value !== 'number' || !/^[lg]te?$/.test(operator)) return [{ value, note }];
  const beyond = operator === 'gt' || operator === 'lte' ? value + 1 : value - 1;
  return [
    { value, note },
    { value: beyond, note: `${note} ${value}` },
  ];
}

interface ComparedPath {
  readonly path: string;
  readonly operator: string;
  readonly value: JsonValue;
}

function pathsOf(request: ScenarioRequest): ComparedPath[] {
  const tool = compiledToolOf(request);
  const weights = (tool?.limits ?? []).flatMap(({ weight }) => weight ?? []);
  return [
    ...(tool?.rules ?? []).flatMap(({ conditions }) => conditions),
    ...weights.map(({ path }) => ({ path, operator: 'exists', value: true })),
  ];
}

function isScalar(value: JsonValue): value is NotableValue['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
