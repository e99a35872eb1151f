import { type Demand, type Demands, isInner } from './demand.ts';
import { type Effort, spend } from './effort.ts';
import { possibleKinds } from './possibleKinds.ts';
import { kind, kindsFor } from './valueKinds.ts';

/** Of more demands on one argument it is not looked for which two of them contradict each other. */
const mostPaired = 12;
/** Names of a path that are looked at: arguments further inside are taken to have nothing to do with those around. */
const mostNames = 8;

/**
 * The demands that no call meets together, as few as can be named: a proof that none meets `demands` and `added`.
 * `undefined` proves nothing. What the demands say without the added ones is not looked at.
 */
export function conflict(demands: Demands, added: readonly Demand[], effort: Effort): Demand[] | undefined {
  const addedAt = new Map<string, Demand[]>();
  for (const demand of added) {
    const { path } = demand.condition;
    const there = addedAt.get(path);
    if (there !== undefined) {
      there.push(demand);
      continue;
    }
    const before = demands.byPath.get(path) ?? [];
    if (!spend(effort, before.length)) return undefined;
    addedAt.set(path, [...before, demand]);
  }
  for (const here of addedAt.values()) {
    const canConflict = here.length > 1 || isEmptyList(here[0]);
    if (canConflict && possibleKinds(here, effort) === 0) return fewest(here, effort);
  }
  if (!demands.hasInner && !added.some(({ condition }) => isInner(condition.path))) return undefined;
  return conflictAround(demands, addedAt, effort);
}

function isEmptyList(demand: Demand | undefined): boolean {
  return Array.isArray(demand?.condition.value) && demand.condition.value.length === 0;
}

/** An argument inside another one is only there when the other one is an object. */
function conflictAround(
  { byPath }: Demands,
  addedAt: ReadonlyMap<string, readonly Demand[]>,
  effort: Effort,
): Demand[] | undefined {
  for (const [path, here] of addedAt) {
    for (const outer of pathsAround(path)) {
      const found = conflictInside(addedAt.get(outer) ?? byPath.get(outer), here, effort);
      if (found !== undefined) return found;
    }
    if (!spend(effort, byPath.size)) return undefined;
    for (const [inner, there] of byPath) {
      const isInside = inner.startsWith(path) && inner[path.length] === '.';
      const found = isInside ? conflictInside(here, addedAt.get(inner) ?? there, effort) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** `args.a` and `args.a.b` around `args.a.b.c`. */
function* pathsAround(path: string): Generator<string> {
  const names = path.split('.', mostNames);
  for (let count = 2; count < names.length; count++) yield names.slice(0, count).join('.');
}

function conflictInside(
  outer: readonly Demand[] | undefined,
  inner: readonly Demand[],
  effort: Effort,
): Demand[] | undefined {
  if (outer === undefined || (possibleKinds(outer, effort) & kind.object) !== 0) return undefined;
  if ((possibleKinds(inner, effort) & kind.missing) !== 0) return undefined;
  const notAnObject = outer.find(({ condition, met }) => (kindsFor(condition, met) & kind.object) === 0);
  const notMissing = inner.find(({ condition, met }) => (kindsFor(condition, met) & kind.missing) === 0);
  return [...(notAnObject === undefined ? outer : [notAnObject]), ...(notMissing === undefined ? inner : [notMissing])];
}

/** One demand, or two, that nothing meets; all of them when it takes more. */
function fewest(demands: readonly Demand[], effort: Effort): Demand[] {
  const end = demands.length > mostPaired ? 0 : demands.length;
  for (let second = 0; second < end; second++) {
    for (let first = 0; first <= second; first++) {
      const tried = demands.filter((_, index) => index === first || index === second);
      if (possibleKinds(tried, effort) === 0) return tried;
    }
  }
  return [...demands];
}
