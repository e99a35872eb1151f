import type { ErrorObject } from 'ajv';
import { withoutEntry } from '../edits/replacement.ts';
import { freeCounter } from '../freeCounter.ts';
import { quoted } from '../problems/didYouMean.ts';
import type { Problem, ProblemFix } from '../problems/problem.ts';
import { shownName } from '../shownName.ts';
import type { TreePaths } from '../syntax/pathInTree.ts';
import { type Node, type Property, spanOf } from '../syntax/syntaxTree.ts';
import { argumentPathMeant } from './argumentPathMeant.ts';
import { valueMeant } from './valueMeant.ts';
import { fixesOfType } from './valueOfType.ts';

/** The ways out of a problem, as a problem holds them. */
export type WaysOut = Pick<Problem, 'replacements' | 'fixes'>;

/**
 * What to write instead of a value that the schema refuses.
 * @param path names and indexes from the root down to the value
 */
export function waysOutOfValue(error: ErrorObject, path: readonly string[], node: Node, paths: TreePaths): WaysOut {
  switch (error.keyword) {
    case 'const':
      return { replacements: [quoted(error.params.allowedValue)] };
    case 'enum':
      return { replacements: wordsMeant(error, path, node).map(quoted) };
    case 'type':
      return { fixes: fixesOfWrongType(node, [error.params.type].flat(), path, paths) };
    case 'minimum':
      return { fixes: [changeTo(node, String(error.params.limit), false)] };
    case 'minLength':
      return { fixes: fixesOfEmptyName(node, path, paths) };
    case 'pattern': {
      const meant = argumentPathMeant(String(node.value));
      return meant === undefined ? {} : { replacements: [quoted(meant)] };
    }
    default:
      return {};
  }
}

/** The words that may have been meant where only certain ones are allowed; none for an error of another kind. */
export function wordsMeant(error: ErrorObject, path: readonly string[], node: Node): readonly string[] {
  if (error.keyword !== 'enum') return [];
  return valueMeant(path.at(-1) ?? '', node.value ?? null, error.params.allowedValues);
}

/** Takes a key that means nothing out of its object. Never unasked: its author wrote something there. */
export function fixesOfUnknownKey({ name, node }: Property, object: Node): ProblemFix[] {
  const edits = withoutEntry(object, object.children?.indexOf(node) ?? -1);
  return [{ title: `Remove ${shownName(name)}`, edits, isEvident: false }];
}

function fixesOfWrongType(
  node: Node,
  types: readonly string[],
  path: readonly string[],
  paths: TreePaths,
): readonly ProblemFix[] {
  if (types.includes('object')) return fixesOfNoObject(node, path);
  const operator = node.type === 'array' && path.at(-1) === 'value' ? listOperator(path, paths) : [];
  return [...operator, ...fixesOfType(node, types)];
}

/** A list beside an operator that takes one value: there is one for lists that means the same. */
function listOperator(path: readonly string[], paths: TreePaths): ProblemFix[] {
  const op = paths.property(path.slice(0, -1), 'op')?.value;
  const forLists = op?.value === 'eq' ? 'in' : op?.value === 'neq' ? 'not_in' : undefined;
  if (op === undefined || forLists === undefined) return [];
  const edits = [{ span: spanOf(op), text: quoted(forLists) }];
  return [{ title: `Change "op" to ${quoted(forLists)}`, edits, isEvident: true }];
}

/** Something else where a tool's rules belong, or the limits over all tools without the object around them. */
function fixesOfNoObject(node: Node, path: readonly string[]): ProblemFix[] {
  const [first, tool] = path;
  if (first === 'all_tools' && path.length === 1 && node.type === 'array') {
    const end = node.offset + node.length;
    const edits = [
      { span: { offset: node.offset, length: 0 }, text: '{ "limits": ' },
      { span: { offset: end, length: 0 }, text: ' }' },
    ];
    return [{ title: 'Make it the "limits" of an object', edits, isEvident: true }];
  }
  if (first !== 'tools' || tool === undefined || path.length !== 2) return [];
  const allow = { ...changeTo(node, '{}', false), title: `Allow ${shownName(tool)} with {}` };
  const deny = changeTo(node, '{ "deny_if": [{ "conditions": [] }] }', false);
  const isDenial = node.value === false || (typeof node.value === 'string' && /^(deny|block)/i.test(node.value));
  return isDenial ? [{ ...deny, title: `Deny ${shownName(tool)} with "deny_if"` }, allow] : [allow];
}

function fixesOfEmptyName(node: Node, path: readonly string[], paths: TreePaths): ProblemFix[] {
  const [first, second = ''] = path;
  const list = paths.value(path.slice(0, -2));
  switch (path.at(-1)) {
    case 'counter':
      return [changeTo(node, quoted(freeCounter(first === 'tools' ? `${second}_rate` : 'all_calls', list)), true)];
    case 'scope':
      return [changeTo(node, '"grant"', true)];
    default: {
      const hide = first === 'hide' ? paths.value(['hide']) : undefined;
      if (hide === undefined) return [];
      return [{ title: 'Remove the empty entry', edits: withoutEntry(hide, Number(second)), isEvident: true }];
    }
  }
}

function changeTo(node: Node, text: string, isEvident: boolean): ProblemFix {
  return { title: `Change to ${text}`, edits: [{ span: spanOf(node), text }], isEvident };
}
