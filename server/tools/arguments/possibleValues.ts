import { type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { canonicalText, isJsonList, numberAt, typesOf } from '../schema/keyword.ts';
import { type SchemaReading, takeSteps, takeStepsFor } from '../schema/reading.ts';
import type { ArgumentType, ValueRange } from './argument.ts';

/**
 * A set of JSON values: all of some types, the numbers among them within bounds, and some single ones besides. It may
 * hold more than a schema allows and never less.
 */
export interface PossibleValues {
  readonly types: ReadonlySet<ArgumentType>;
  readonly single: readonly JsonValue[];
  readonly minimum?: Bound | undefined;
  readonly maximum?: Bound | undefined;
}

/** How far a number may go. */
interface Bound {
  readonly at: number;
  /** True when a number may come as near as it likes, and never be it. */
  readonly isExcluded: boolean;
}

export const anything: PossibleValues = {
  types: new Set(['string', 'number', 'boolean', 'null', 'array', 'object']),
  single: [],
};

export const nothing: PossibleValues = { types: new Set(), single: [] };

const knownTypes: ReadonlySet<string> = new Set([...anything.types, 'integer']);

/** What `type`, `enum`, `const`, the bounds and OpenAPI's `nullable` of this very schema allow. */
export function ownPossibleValues(schema: JsonObject, reading: SchemaReading): PossibleValues {
  const [constant, choices] = [member(schema, 'const'), member(schema, 'enum')];
  let own = ofType(schema);
  if (isJsonList(choices)) own = intersection(own, singleValues(choices, reading), reading);
  if (constant !== undefined) own = intersection(own, singleValues([constant], reading), reading);
  return member(schema, 'nullable') === true ? union(own, { types: new Set(['null']), single: [] }, reading) : own;
}

function ofType(schema: JsonObject): PossibleValues {
  const types = typesOf(schema);
  const [set, { minimum, maximum }] = [typeSet(types), boundsOf(schema, types)];
  const isAnything = set === anything.types && minimum === undefined && maximum === undefined;
  return isAnything ? anything : { types: set, single: [], minimum, maximum };
}

/** A type that JSON Schema does not know, such as `float`, says nothing. */
function typeSet(names: readonly string[]): ReadonlySet<ArgumentType> {
  const types = names.filter((name): name is ArgumentType => knownTypes.has(name));
  return types.length === 0 || types.length < names.length ? anything.types : withoutOverlap(types);
}

/** Every integer is a number. */
function withoutOverlap(types: Iterable<ArgumentType>): ReadonlySet<ArgumentType> {
  const distinct = new Set(types);
  if (distinct.has('number')) distinct.delete('integer');
  return distinct;
}

function boundsOf(schema: JsonObject, types: readonly string[]): Pick<PossibleValues, 'minimum' | 'maximum'> {
  const isWhole = types.includes('integer') && !types.includes('number');
  const [above, below] = [numberAt(schema, 'exclusiveMinimum'), numberAt(schema, 'exclusiveMaximum')];
  const [next, previous] = [(at: number) => Math.floor(at) + 1, (at: number) => Math.ceil(at) - 1];
  return {
    minimum: highest(included(numberAt(schema, 'minimum')), isWhole ? included(above, next) : excluded(above)),
    maximum: lowest(included(numberAt(schema, 'maximum')), isWhole ? included(below, previous) : excluded(below)),
  };
}

function included(at: number | undefined, nearest = (number: number) => number): Bound | undefined {
  return at === undefined ? undefined : { at: nearest(at), isExcluded: false };
}

function excluded(at: number | undefined): Bound | undefined {
  return at === undefined ? undefined : { at, isExcluded: true };
}

function singleValues(values: readonly JsonValue[], reading: SchemaReading): PossibleValues {
  return takeStepsFor(reading, values) ? { types: new Set(), single: values } : anything;
}

/** The values that are in both. */
export function intersection(left: PossibleValues, right: PossibleValues, reading: SchemaReading): PossibleValues {
  if (left === anything) return right;
  if (right === anything) return left;
  if (!takeSteps(reading, 1 + left.single.length + right.single.length)) return anything;
  const ours = [...left.types].filter((type) => hasType(right.types, type));
  const theirs = [...right.types].filter((type) => hasType(left.types, type));
  return {
    // The narrower one has the server's own order.
    types: new Set(left.types.size <= right.types.size ? [...ours, ...theirs] : [...theirs, ...ours]),
    single: [...left.single.filter(isIn(right)), ...right.single.filter(isIn({ ...left, single: [] }))],
    minimum: highest(left.minimum, right.minimum),
    maximum: lowest(left.maximum, right.maximum),
  };
}

/** The values that are in one of both. */
export function union(left: PossibleValues, right: PossibleValues, reading: SchemaReading): PossibleValues {
  if (left === nothing) return right;
  if (right === nothing) return left;
  if (!takeSteps(reading, 1 + left.single.length + right.single.length)) return anything;
  const numeric = [left, right].filter(({ types }) => hasType(types, 'integer'));
  return {
    types: withoutOverlap([...left.types, ...right.types]),
    single: [...left.single, ...right.single],
    minimum: widest(
      numeric.map(({ minimum }) => minimum),
      (left, right) => (isHigher(left, right) ? right : left),
    ),
    maximum: widest(
      numeric.map(({ maximum }) => maximum),
      (left, right) => (isLower(left, right) ? right : left),
    ),
  };
}

/** The bound that holds for all of them; none when one of them has none. */
function widest(
  bounds: readonly (Bound | undefined)[],
  wider: (left: Bound, right: Bound) => Bound,
): Bound | undefined {
  const known = bounds.filter((bound) => bound !== undefined);
  const [first, ...others] = known;
  return first === undefined || known.length < bounds.length ? undefined : others.reduce(wider, first);
}

function isIn(range: PossibleValues): (value: JsonValue) => boolean {
  const texts = new Set(range.single.map(canonicalText));
  return (value) => hasType(range.types, typeOf(value)) || texts.has(canonicalText(value));
}

function hasType(types: ReadonlySet<ArgumentType>, type: ArgumentType): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function typeOf(value: JsonValue): ArgumentType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return isJsonList(value) ? 'array' : 'object';
}

/** The set as a range. One that holds nothing says nothing: a schema that contradicts itself proves nothing. */
export function toRange({ types, single, minimum, maximum }: PossibleValues): ValueRange {
  if (types.size + single.length === 0 || types.size >= anything.types.size) return { types: [] };
  const isListed = single.length > 0 && [...types].every((type) => type === 'null' || type === 'boolean');
  const values = isListed ? distinct([...single, ...everyValueOf(types)]) : undefined;
  const isBounded = hasType(types, 'integer') && !single.some((value) => typeof value === 'number');
  return {
    types: [...withoutOverlap([...types, ...single.map(typeOf)])],
    ...(values !== undefined && { values }),
    ...(isBounded && minimum !== undefined && { minimum: minimum.at }),
    ...(isBounded && maximum !== undefined && { maximum: maximum.at }),
    ...(isBounded && minimum?.isExcluded === true && { excludesMinimum: true }),
    ...(isBounded && maximum?.isExcluded === true && { excludesMaximum: true }),
  };
}

function everyValueOf(types: ReadonlySet<ArgumentType>): readonly JsonValue[] {
  return [...(types.has('boolean') ? [true, false] : []), ...(types.has('null') ? [null] : [])];
}

function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(values.map((value) => [canonicalText(value), value])).values()];
}

function highest(left: Bound | undefined, right: Bound | undefined): Bound | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return isHigher(left, right) ? left : right;
}

function lowest(left: Bound | undefined, right: Bound | undefined): Bound | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return isLower(left, right) ? left : right;
}

/** Whether it leaves less room above itself, as a minimum. */
function isHigher(left: Bound, right: Bound): boolean {
  return left.at === right.at ? left.isExcluded : left.at > right.at;
}

/** Whether it leaves less room below itself, as a maximum. */
function isLower(left: Bound, right: Bound): boolean {
  return left.at === right.at ? left.isExcluded : left.at < right.at;
}
