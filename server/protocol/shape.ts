import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.ts';

/** Says whether a value from outside has the shape of a type. It copies nothing and never throws. */
export type Check<T> = (value: unknown) => value is T;

/** A string of at most `longest` UTF-16 code units. */
export function isText(longest: number): Check<string> {
  return (value): value is string => typeof value === 'string' && value.length <= longest;
}

export function isTruth(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A finite number, whole or not. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A whole number from `least` to `most`, both included. */
export function isIntegerFrom(least: number, most: number): Check<number> {
  return (value): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

/** One of these very words. */
export function isOneOf<const Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value): value is Word => words.some((word) => word === value);
}

/** An array of at most `most` items that all pass. */
export function isListOf<T>(isItem: Check<T>, most: number): Check<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every((item) => isItem(item));
}

/** Passes what the check passes, and a member that is left out. */
export function isOptional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

/** An object whose own members pass; further members are let through. */
export function isShape<T extends object>(members: { readonly [Name in keyof T]-?: Check<T[Name]> }): Check<T> {
  const checks = Object.entries<Check<unknown>>(members);
  return (value): value is T =>
    isJsonObject(value) && checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined));
}

/** Passes what any of the checks passes. */
export function isAnyOf<T>(...checks: readonly Check<T>[]): Check<T> {
  return (value): value is T => checks.some((check) => check(value));
}

/** A JSON value nested at most `depth` levels deep, so that whoever walks it later cannot run out of stack. */
function isJsonWithin(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth === 0 || typeof value !== 'object') return false;
  return Object.values(value).every((inner) => isJsonWithin(inner, depth - 1));
}

/** The deepest nesting that is let through as a call's arguments. */
const deepestArguments = 100;

/** Any JSON value that is not nested deeper than a call's arguments may be. */
export function isJson(value: unknown): value is JsonValue {
  return isJsonWithin(value, deepestArguments);
}

export function isArguments(value: unknown): value is JsonObject {
  return isJsonObject(value) && isJsonWithin(value, deepestArguments);
}
