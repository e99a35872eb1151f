import { type NewProperty, withProperties } from '../edits/insertion.ts';
import { freeCounter } from '../freeCounter.ts';
import type { ProblemFix } from '../problems/problem.ts';
import { shownLine } from '../shownName.ts';
import { type Node, property } from '../syntax/syntaxTree.ts';
import { writtenJson } from '../writtenJson.ts';

/** An object that lacks properties, and where it stands. */
export interface IncompleteObject {
  readonly node: Node;
  /** Names and indexes from the root down to it. */
  readonly path: readonly string[];
  /** The list that it is an entry of. */
  readonly list: Node | undefined;
  /** The names of what it lacks, in the order in which it is reported. */
  readonly missing: readonly string[];
  /** Its keys in the order in which they belong. */
  readonly order: readonly string[];
}

interface Value {
  readonly text: string;
  readonly isEvident: boolean;
}

const longestTitle = 120;

/**
 * Writes the missing property with a sensible value. The first one of several also offers to write all of them.
 * None where no value is more likely than another, and none in an object that is not written to its end.
 */
export function fixesOfMissing(name: string, object: IncompleteObject, source: string): ProblemFix[] {
  if (!isComplete(object.node, source)) return [];
  const own = usualValue(name, object);
  const fixes = own === undefined ? [] : [adding([[name, own.text]], own.isEvident, object, source)];
  if (object.missing.length < 2 || object.missing[0] !== name) return fixes;
  const values = object.order
    .filter((key) => object.missing.includes(key))
    .map((key) => ({ key, value: usualValue(key, object) }));
  const all = values.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value.text] as const]));
  if (all.length < object.missing.length) return fixes;
  return [
    ...fixes,
    adding(
      all,
      values.every(({ value }) => value?.isEvident),
      object,
      source,
    ),
  ];
}

function adding(
  added: readonly NewProperty[],
  isEvident: boolean,
  { node, order }: IncompleteObject,
  source: string,
): ProblemFix {
  const written = added.map(([name, text]) => `${writtenJson(name)}: ${text}`).join(', ');
  return {
    title: `Add ${shownLine(written, longestTitle)}`,
    edits: [withProperties(source, node, added, order)],
    isEvident,
  };
}

/** Closed, and every key has its value: nothing is being typed there. */
function isComplete(object: Node, source: string): boolean {
  if (object.type !== 'object' || source[object.offset + object.length - 1] !== '}') return false;
  return object.children?.every(({ children }) => children?.[1] !== undefined) ?? true;
}

/** Evident is what has one value that PolicyLayer documents, and a name that decides nothing. */
function usualValue(name: string, { node, path, list }: IncompleteObject): Value | undefined {
  const [first, tool] = path;
  switch (name) {
    case 'version':
      return { text: '"1"', isEvident: true };
    case 'default':
      return { text: '"deny"', isEvident: false };
    case 'conditions':
      return { text: '[]', isEvident: false };
    case 'op':
      return operatorFor(property(node, 'value')?.value);
    case 'value':
      return property(node, 'op')?.value?.value === 'exists' ? { text: 'true', isEvident: true } : undefined;
    case 'counter': {
      const usual = first === 'tools' && tool !== undefined ? `${tool}_rate` : 'all_calls';
      return { text: writtenJson(freeCounter(usual, list)), isEvident: true };
    }
    case 'window':
      return { text: path.at(-1) === 'rate_limit' ? '60' : '"minute"', isEvident: false };
    case 'max':
      return { text: '30', isEvident: false };
    case 'scope':
      return { text: '"grant"', isEvident: true };
    default:
      return undefined;
  }
}

function operatorFor(value: Node | undefined): Value | undefined {
  if (value === undefined || value.type === 'object' || value.type === 'null') return undefined;
  return { text: value.type === 'array' ? '"in"' : '"eq"', isEvident: false };
}
