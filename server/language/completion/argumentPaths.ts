import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentsBelow } from '../../tools/arguments/argumentsBelow.ts';
import { firstLine } from '../untrustedText.ts';
import { pathsInUse } from './pathsInUse.ts';
import { type Proposal, plainDocumentation } from './proposal.ts';
import { type CompletionRequest, toolOf } from './request.ts';
import { quotedLiterally } from './snippet.ts';

/**
 * The arguments of the tool at the level that is being written: those of the call, or those below `args.customer.`. Of a
 * tool that is not known, the paths that this policy uses for it.
 * @param isWanted which arguments make sense here; an object with parts is always offered, to go on below it
 */
export function argumentPathProposals(
  request: CompletionRequest,
  isWanted: (argument: Argument) => boolean = () => true,
): Proposal[] {
  const tool = toolOf(request);
  const above = namesAbove(request.slot.typed);
  const found = tool === undefined ? [] : argumentsBelow(tool.inputSchema, above);
  const reachable = found.filter((each) => canBeWritten(each) && (each.hasParts || isWanted(each)));
  if (found.length > 0) return reachable.map((argument, _, { length }) => proposal(argument, length));
  const isKnown = tool !== undefined && (above.length > 0 || argumentsBelow(tool.inputSchema, []).length > 0);
  return isKnown ? [] : [...pathsInUse(request).map(usedPath), anyPath];
}

/** A dot in a name cannot be written: a path has no escapes. Nor can an empty name. */
function canBeWritten({ path }: Argument): boolean {
  const name = path.at(-1) ?? '';
  return name !== '' && !name.includes('.');
}

/** The names that are finished with a dot: `args.customer.em` is below `customer`. */
function namesAbove(typed: string): readonly string[] {
  const [, ...names] = typed.split('.');
  return names.slice(0, -1);
}

const anyPath: Proposal = {
  label: 'args.',
  kind: CompletionItemKind.Field,
  text: '"args.$0"',
  detail: 'an argument of the call',
  documentation: plainDocumentation(
    'The names of the arguments are not known: connect to the server of this policy to have them here.',
  ),
};

function usedPath(path: string): Proposal {
  return {
    label: path,
    kind: CompletionItemKind.Field,
    text: quotedLiterally(path),
    detail: 'used in this policy',
  };
}

/** In a row beside the path. */
const longestType = 40;

function proposal(argument: Argument, count: number): Proposal {
  const { type, required, hasParts } = argument;
  const path = pathOf(argument);
  const whole = quotedLiterally(path);
  return {
    label: path,
    kind: CompletionItemKind.Field,
    // The cursor stays inside the quotes, where a dot goes on to the parts.
    text: hasParts ? `${whole.slice(0, -1)}$0"` : whole,
    detail: [firstLine(type, longestType), ...(required ? ['required'] : [])].join(', '),
    documentation: plainDocumentation(explained(argument), count),
    ...(hasParts && { commitCharacters: ['.'], goesOn: true }),
  };
}

/** As a condition writes it. */
export function pathOf({ path }: Argument): string {
  return ['args', ...path].join('.');
}

function explained({ type, required, description, types, hasParts }: Argument): string {
  const facts = [
    `${type}${required ? ', required' : ''}`,
    ...(description === undefined ? [] : [description]),
    ...(types.includes('array') ? ['A list: a condition cannot look inside. Use contains or exists.'] : []),
    ...(hasParts ? ['Type a dot for its parts.'] : []),
  ];
  return facts.join('\n\n');
}
