import { CompletionItemKind } from 'vscode-languageserver-types';
import { freeCounter } from '../../policy/freeCounter.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import type { Tool } from '../../tools/tool.ts';
import { pathOf } from './argumentPaths.ts';
import { usualCounter } from './beginnings.ts';
import { keysBeside, keyText } from './keys.ts';
import { scalarsOf } from './notableValues.ts';
import { ownDocumentation, type Proposal } from './proposal.ts';
import { type CompletionRequest, toolNameOf, toolOf } from './request.ts';
import { containerOf } from './slot.ts';
import { literally, quotedStop, stop } from './snippet.ts';
import { amountArgument, choiceArgument, reasonArgument } from './templateArguments.ts';

type ListKey = 'require' | 'deny_if' | 'limits';

/** A whole rule or limit, for one of a tool's lists. */
interface Template {
  readonly list: ListKey;
  readonly label: string;
  readonly documentation: string;
  /** A snippet: one element of the list. */
  readonly element: string;
}

/** Whole rules for a tool's object: each with its list, while the tool has no such list yet. */
export function templatesWithList(request: CompletionRequest): Proposal[] {
  const { slot } = request;
  if (slot.followedBy !== 'nothing') return [];
  const present = keysBeside(slot);
  return templatesFor(request)
    .filter(({ list }) => !present.has(list))
    .map((template) => proposal(template, keyText(template.list, `[${template.element}]`, slot)));
}

/** Whole rules for one of a tool's lists, or limits for the list over all tools. */
export function templatesInList(request: CompletionRequest): Proposal[] {
  const key = request.slot.path.at(-1);
  return templatesFor(request)
    .filter(({ list }) => list === key)
    .map((template) => proposal(template, template.element));
}

function proposal({ label, documentation }: Template, text: string): Proposal {
  return { label, kind: CompletionItemKind.Snippet, text, documentation: ownDocumentation(documentation) };
}

function templatesFor(request: CompletionRequest): readonly Template[] {
  if (toolNameOf(request) === undefined) return [limitTemplate(request, 60)];
  const tool = toolOf(request);
  return [
    ...capTemplate(tool),
    ...choiceTemplate(tool),
    ...reasonTemplate(tool),
    limitTemplate(request, 30),
    {
      list: 'deny_if',
      label: 'block with a message',
      documentation: 'Denies every call and tells the agent why.',
      element: rule('', quotedStop(1, 'Requires human approval.')),
    },
  ];
}

/** Of a tool whose arguments are known to lack what a template is about there is none; of an unknown one a name to change. */
function path(tool: Tool | undefined, argument: Argument | undefined, usual: string): string | undefined {
  if (argument !== undefined) return `"${literally(writtenJson(pathOf(argument)).slice(1, -1))}"`;
  return tool === undefined ? `"args.${stop(1, usual)}"` : undefined;
}

function capTemplate(tool: Tool | undefined): Template[] {
  const argument = tool && amountArgument(tool);
  const amount = path(tool, argument, 'amount');
  if (amount === undefined) return [];
  const most = stop(2, String(argument?.maximum ?? 1000));
  const element = rule(condition(amount, 'gt', most), quotedStop(3, 'Too much for one call. Ask a person.'));
  return [{ list: 'deny_if', label: 'cap an amount', documentation: 'Denies calls with a larger number.', element }];
}

function choiceTemplate(tool: Tool | undefined): Template[] {
  const argument = tool && choiceArgument(tool);
  const name = path(tool, argument, 'name');
  if (name === undefined) return [];
  const values = scalarsOf(argument).map(({ value }) => value);
  const listed = values.length > 0 ? values.map((value) => literally(writtenJson(value))) : [quotedStop(2, 'value')];
  const element = rule(condition(name, 'in', `[${listed.join(', ')}]`), quotedStop(3, 'Only some values are allowed.'));
  return [
    {
      list: 'require',
      label: 'allow only these values',
      documentation:
        'Denies calls with another value, and calls without one. Take out the values that are not allowed.',
      element,
    },
  ];
}

function reasonTemplate(tool: Tool | undefined): Template[] {
  const reason = path(tool, tool && reasonArgument(tool), 'reason');
  if (reason === undefined) return [];
  const element = rule(condition(reason, 'exists', 'true'), quotedStop(2, 'Say why this call is needed.'));
  return [{ list: 'require', label: 'require a reason', documentation: 'Denies calls without the argument.', element }];
}

function limitTemplate(request: CompletionRequest, max: number): Template {
  const counter = quotedStop(1, freeCounter(usualCounter(toolNameOf(request)), containerOf(request.slot)));
  return {
    list: 'limits',
    label: `${max} a minute`,
    documentation: `${max} calls pass in each minute, counted for each grant.`,
    element: `{ "counter": ${counter}, "window": "minute", "max": ${stop(2, String(max))}, "scope": "grant" }`,
  };
}

function condition(path: string, operator: string, value: string): string {
  return `{ "path": ${path}, "op": "${operator}", "value": ${value} }`;
}

function rule(conditions: string, message: string): string {
  return `{ "conditions": [${conditions}], "on_deny": ${message} }`;
}
