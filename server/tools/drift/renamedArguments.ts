import { distance } from 'fastest-levenshtein';
import type { Argument } from '../arguments/argument.ts';
import { nameWords } from '../riskWords.ts';
import { codeUnitOrder } from './codeUnitOrder.ts';
import { pathKey } from './listedSchema.ts';

/** Pairs of arguments that are compared for one tool. */
const mostPairs = 10_000;
const longestName = 100;
const leastLikeness = 0.6;

/**
 * The new arguments that are old ones of the same object under another name, with what each was: one to one. `amount` is
 * `amount_cents`, and an argument of the same type that is described by the same words is the same.
 */
export function renamedArguments(
  gone: readonly Argument[],
  fresh: readonly Argument[],
): ReadonlyMap<Argument, Argument> {
  if (gone.length * fresh.length > mostPairs) return new Map();
  const pairs = gone.flatMap((before) =>
    fresh.flatMap((argument) => {
      const found = likeness(before, argument);
      return found === undefined ? [] : [{ before, argument, likeness: found }];
    }),
  );
  pairs.sort((left, right) => right.likeness - left.likeness || codeUnitOrder(pairText(left), pairText(right)));
  const renamed = new Map<Argument, Argument>();
  const taken = new Set<Argument>();
  for (const { before, argument } of pairs) {
    if (renamed.has(argument) || taken.has(before)) continue;
    renamed.set(argument, before);
    taken.add(before);
  }
  return renamed;
}

/** The same both ways; `undefined` when nobody would take one for the other. */
function likeness(left: Argument, right: Argument): number | undefined {
  if (pathKey(left.path.slice(0, -1)) !== pathKey(right.path.slice(0, -1)) || !areOfOneKind(left, right))
    return undefined;
  const isSaidTheSame = left.description !== undefined && left.description === right.description;
  const name = nameLikeness(nameOf(left), nameOf(right));
  if (name < leastLikeness && !isSaidTheSame) return undefined;
  return name + (isSaidTheSame ? 1 : 0) + (left.type === right.type ? 0.1 : 0);
}

function nameOf({ path }: Argument): string {
  return (path.at(-1) ?? '').slice(0, longestName);
}

/** Names of which one only says more than the other count as near. */
function nameLikeness(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  const byLetters = longer === 0 ? 0 : 1 - distance(left.toLowerCase(), right.toLowerCase()) / longer;
  const [words, others] = [new Set(nameWords(left)), new Set(nameWords(right))];
  const isIn = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
    some.size > 0 && [...some].every((word) => all.has(word));
  return isIn(words, others) || isIn(others, words) ? Math.max(byLetters, leastLikeness) : byLetters;
}

/** A number may become a whole one; a text does not become a list. */
function areOfOneKind(left: Argument, right: Argument): boolean {
  const kinds = ({ types }: Argument): readonly string[] =>
    types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type));
  const [ours, theirs] = [kinds(left), kinds(right)];
  return ours.length === 0 || theirs.length === 0 || ours.some((kind) => theirs.includes(kind));
}

function pairText({ before, argument }: { readonly before: Argument; readonly argument: Argument }): string {
  return [pathKey(before.path), pathKey(argument.path)].sort(codeUnitOrder).join('\n');
}
