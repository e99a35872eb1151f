import type { Problem } from '../policy/problems/problem.ts';
import { shownName } from '../policy/shownName.ts';
import { type Node, spanOf } from '../policy/syntax/syntaxTree.ts';
import type { WrittenLimit } from '../policy/writtenPolicy.ts';
import type { ArgumentLookup } from '../tools/arguments/argument.ts';
import { unknownArgument } from './argumentPaths.ts';
import { everyCallDenied } from './consequence.ts';
import { rangeInWords } from './rangeInWords.ts';
import { type SchemaCheck, schemaMessage } from './schemaCheck.ts';

/** An `increment_from` that names no argument of the tool, or one that is never a number. */
export function weightProblem({ tool, incrementFrom }: WrittenLimit, check: SchemaCheck): Problem | undefined {
  if (tool === undefined || incrementFrom?.type !== 'string') return undefined;
  const lookup = check.lookUp(tool, String(incrementFrom.value));
  if (lookup === undefined) return undefined;
  if (lookup.kind === 'found') return canBeNumber(lookup) ? undefined : notANumber(incrementFrom, lookup, check);
  return unknownArgument({ tool, node: incrementFrom, lookup }, everyCallDenied, check, canBeNumber);
}

function notANumber(node: Node, { argument }: Extract<ArgumentLookup, { kind: 'found' }>, check: SchemaCheck): Problem {
  const fact = `${shownName(String(node.value))} is always ${rangeInWords(argument)} and never a number`;
  return {
    code: 'weight-not-a-number',
    severity: 'warning',
    span: spanOf(node),
    message: schemaMessage(check, fact, everyCallDenied),
  };
}

/** Whether what the path leads to may be a number. */
export function canBeNumber(lookup: ArgumentLookup): boolean {
  if (lookup.kind !== 'found') return lookup.kind === 'open';
  const { types } = lookup.argument;
  return types.length === 0 || types.includes('number') || types.includes('integer');
}
