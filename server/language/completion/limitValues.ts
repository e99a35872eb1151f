import { namedWindows } from '../../decision/counting/windows.ts';
import { elements, property } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { limitsOf } from '../../policy/writtenPolicy.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { usualCounter } from './beginnings.ts';
import { ownDocumentation, type Proposal, valueProposal } from './proposal.ts';
import { type CompletionRequest, textBeside, toolNameOf } from './request.ts';
import { quotedLiterally } from './snippet.ts';

/** More names in use are no help to choose from. */
const mostNames = 100;

/**
 * Names for a counter: the usual ones for the tool, then those in use elsewhere in the policy. Not those of this list: two
 * limits of one counter would disturb each other.
 */
export function counterProposals(request: CompletionRequest): Proposal[] {
  const tool = toolNameOf(request);
  const taken = countersOfList(request);
  const usual = [usualCounter(tool), ...windowsFor(request).map((window) => counterPer(window, tool))];
  const inUse = limitsOf(request.document.written)
    .map(({ counter }): unknown => counter?.value)
    .filter((name): name is string => typeof name === 'string' && name !== '');
  const others = new Set(inUse.filter((name) => !usual.includes(name)));
  return [
    ...[...new Set(usual)].filter((name) => !taken.has(name)).map((name) => counterProposal(name)),
    ...[...others]
      .filter((name) => !taken.has(name))
      .slice(0, mostNames)
      .map((name) => counterProposal(name, elsewhere)),
  ];
}

const elsewhere: Partial<Proposal> = {
  detail: 'in use elsewhere',
  documentation: ownDocumentation('The same name under two tools is two counters: each counts for itself.'),
};

function counterProposal(name: string, more: Partial<Proposal> = {}): Proposal {
  return valueProposal(writtenJson(name), quotedLiterally(name), more);
}

function counterPer(window: string, tool: string | undefined): string {
  return tool === undefined ? `calls-per-${window}` : `${tool}_per_${window}`;
}

/** The window of the limit; all of them while it has none. */
function windowsFor(request: CompletionRequest): readonly string[] {
  const window = textBeside(request, 'window');
  return window !== undefined && namedWindows.has(window) ? [window] : [...namedWindows.keys()];
}

function countersOfList({ slot }: CompletionRequest): ReadonlySet<unknown> {
  const limits = elements(slot.around.at(-2)).filter((limit) => limit !== slot.around.at(-1));
  return new Set(limits.map((limit) => property(limit, 'counter')?.value?.value));
}

const windowWords: ReadonlyMap<string, string> = new Map([
  ['minute', 'Calls are counted by the UTC minute, from :00 (assumed).'],
  ['hour', 'Calls are counted by the UTC hour, from :00:00 (assumed).'],
  ['day', 'Calls are counted by the UTC day, from 00:00:00Z (assumed).'],
]);

/** The three named windows, shortest first, each with when it starts again. */
export function windowProposals(): Proposal[] {
  return [...windowWords].map(([name, words]) =>
    valueProposal(`"${name}"`, `"${name}"`, { documentation: ownDocumentation(words) }),
  );
}

/** What starter policies and the examples of the catalogue allow in a window. */
const usualMaximums = [30, 10, 60, 100, 600, 1000];

/** A few round numbers, the most usual first: any other whole number from 1 may be typed. */
export function maximumProposals(): Proposal[] {
  return usualMaximums.map((maximum) => valueProposal(String(maximum), String(maximum)));
}

/** Only a number can be added to a counter. */
export function canWeigh({ types }: Argument): boolean {
  return types.length === 0 || types.includes('number') || types.includes('integer');
}
