import type { Problem } from '../policy/problems/problem.ts';
import { shownName } from '../policy/shownName.ts';
import type { Span } from '../policy/syntax/span.ts';
import { type Node, spanOf } from '../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../policy/writtenJson.ts';
import type { ArgumentLookup } from '../tools/arguments/argument.ts';
import { argumentNames } from '../tools/arguments/argumentNames.ts';
import type { Consequence } from './consequence.ts';
import { type SchemaCheck, schemaMessage } from './schemaCheck.ts';

/** A path of a policy, the tool whose argument it means, and where it leads by the tool's schema. */
export interface CheckedPath {
  readonly tool: string;
  readonly node: Node;
  readonly lookup: ArgumentLookup;
}

/**
 * A path that leads nowhere in the tool's schema: to no argument, into a list or below a scalar. Marks the name that is
 * wrong, and offers those that come near and `isFitting` with the rest of the path.
 */
export function unknownArgument(
  { tool, node, lookup }: CheckedPath,
  consequence: Consequence | undefined,
  check: SchemaCheck,
  isFitting: (lookup: ArgumentLookup) => boolean,
): Problem | undefined {
  if (lookup.kind === 'found' || lookup.kind === 'open') return undefined;
  const names = argumentNames(String(node.value)) ?? [];
  const { depth } = lookup;
  const name = names[depth] ?? '';
  const written = (candidate: string) => ['args', ...names.with(depth, candidate)].join('.');
  const near =
    lookup.kind === 'unknown'
      ? check.suggest(name, lookup.names.filter(isReachable)).filter((candidate) => {
          const there = check.lookUp(tool, written(candidate));
          return there !== undefined && isFitting(there);
        })
      : [];
  const hasEscapes = node.length !== String(node.value).length + 2;
  return {
    code: 'unknown-argument',
    severity: 'warning',
    span: hasEscapes ? spanOf(node) : spanOfNames(node, names, depth, lookup.kind === 'unknown' ? 1 : names.length),
    message: schemaMessage(check, factOf(tool, names, lookup.kind, depth), consequence, near),
    replacements: near.map((candidate) =>
      hasEscapes ? writtenJson(written(candidate)) : writtenJson(candidate).slice(1, -1),
    ),
  };
}

/** A path has no escape for a dot: a name with one cannot be reached. */
function isReachable(name: string): boolean {
  return name !== '' && !name.includes('.');
}

function factOf(tool: string, names: readonly string[], kind: 'unknown' | 'list' | 'scalar', depth: number): string {
  const around = shownName(['args', ...names.slice(0, depth)].join('.'));
  if (kind === 'list') return `${around} is a list, and a condition cannot look into one`;
  if (kind === 'scalar') return `${around} is no object, and nothing lies below it`;
  const name = shownName(names[depth] ?? '');
  // Said first: that a name is missing does not tell why one that was meant as a place in a list is.
  const why = names[depth]?.endsWith(']') === true ? 'A path cannot look into a list, and ' : '';
  if (depth > 0) return `${why}${around} has no part ${name}`;
  return `${why}${why === '' ? 'Tool' : 'tool'} ${shownName(tool)} has no argument ${name}`;
}

/** The stretch of a path's text, which has no escapes, that `count` of its names take from the one at `depth`. */
export function spanOfNames(node: Node, names: readonly string[], depth: number, count: number): Span {
  const before = ['args', ...names.slice(0, depth)].join('.').length;
  return { offset: node.offset + 1 + before + 1, length: names.slice(depth, depth + count).join('.').length };
}
