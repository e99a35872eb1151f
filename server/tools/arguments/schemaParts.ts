import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isJsonList, itemsOf, membersOf } from '../schema/keyword.ts';
import { isUsedUp, type SchemaReading, takeSteps } from '../schema/reading.ts';
import { localTarget } from '../schema/reference.ts';

/** How many schemas may stand inside each other before one counts as endless. */
export const maximumNesting = 32;

/** What must hold besides a schema's own keywords. */
export interface Combination {
  /** Each of these must hold: `allOf` and what `$ref` names. */
  readonly all: readonly JsonValue[];
  /**
   * Of each group at least one must hold: `anyOf`, `oneOf`, `then` or `else`, and `dependentSchemas`, which each hold
   * or do not matter.
   */
  readonly oneOfEach: readonly (readonly JsonValue[])[];
  /** True when it refers to something outside of the tool's own schema, which is never fetched. */
  readonly leavesDocument: boolean;
}

/** The combination keywords of a schema. Takes the reading's steps. */
export function combinationOf(schema: JsonObject, reading: SchemaReading): Combination {
  const reference = member(schema, '$ref');
  const target = reference === undefined ? undefined : localTarget(reading.root, reference);
  const groups = ['anyOf', 'oneOf'].map((keyword) => itemsOf(member(schema, keyword)));
  if (member(schema, 'if') !== undefined) groups.push([member(schema, 'then') ?? true, member(schema, 'else') ?? true]);
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    for (const part of Object.values(membersOf(member(schema, keyword))))
      if (!isJsonList(part)) groups.push([true, part]);
  }
  const all = [...(target === undefined ? [] : [target]), ...itemsOf(member(schema, 'allOf'))];
  takeSteps(
    reading,
    groups.reduce((sum, group) => sum + group.length, 1 + all.length),
  );
  return {
    all,
    oneOfEach: groups.filter((group) => group.length > 0),
    leavesDocument:
      (reference !== undefined && target === undefined) ||
      member(schema, '$dynamicRef') !== undefined ||
      member(schema, '$recursiveRef') !== undefined,
  };
}

/** What a schema says of the parts of an object. */
export interface SchemaParts {
  /** The schema of each part that some alternative offers, by its name, in the server's order. */
  readonly schemas: ReadonlyMap<string, JsonValue>;
  /** The parts that every alternative requires. */
  readonly required: ReadonlySet<string>;
  /** True when every alternative lists its parts. */
  readonly isListed: boolean;
  /** True when an alternative says that there may be others, or what they are. */
  readonly isOpen: boolean;
}

const noParts: SchemaParts = { schemas: new Map(), required: new Set(), isListed: false, isOpen: false };
const unreadParts: SchemaParts = { ...noParts, isOpen: true };

/**
 * The parts of an object, over all alternatives. When the reading's steps are used up, some may be left out: ask it
 * before taking an absence for one.
 */
export function partsOf(schema: JsonValue, reading: SchemaReading, nesting = 0): SchemaParts {
  if (!isJsonObject(schema)) return noParts;
  if (nesting > maximumNesting || isUsedUp(reading)) return unreadParts;
  const { all, oneOfEach, leavesDocument } = combinationOf(schema, reading);
  let parts = ownParts(schema, reading);
  if (leavesDocument) parts = { ...parts, isOpen: true };
  for (const part of all) parts = bothParts(parts, partsOf(part, reading, nesting + 1), reading);
  for (const group of oneOfEach) {
    const offers = group.filter(canBeObject).map((branch) => partsOf(branch, reading, nesting + 1));
    if (offers.length > 0) parts = bothParts(parts, eitherParts(offers, parts, reading), reading);
  }
  return parts;
}

function ownParts(schema: JsonObject, reading: SchemaReading): SchemaParts {
  const listed = member(schema, 'properties');
  const properties = Object.entries(membersOf(listed));
  const required = itemsOf(member(schema, 'required')).filter((name) => typeof name === 'string');
  takeSteps(reading, properties.length + required.length);
  const others = [member(schema, 'additionalProperties'), member(schema, 'unevaluatedProperties')];
  return {
    schemas: new Map(properties),
    required: new Set(required),
    isListed: (listed !== undefined && isJsonObject(listed)) || others.includes(false),
    isOpen:
      others.some((other) => other !== undefined && other !== false) ||
      Object.keys(membersOf(member(schema, 'patternProperties'))).length > 0,
  };
}

/** A branch that is plainly something else, such as `{ "type": "null" }`, says nothing about an object's parts. */
function canBeObject(branch: JsonValue): boolean {
  if (!isJsonObject(branch)) return branch !== false;
  const type = member(branch, 'type');
  return type === undefined || type === 'object' || (isJsonList(type) && type.includes('object'));
}

function bothParts(left: SchemaParts, right: SchemaParts, reading: SchemaReading): SchemaParts {
  if (right === noParts || !takeSteps(reading, 1 + right.schemas.size + right.required.size)) return left;
  const schemas = new Map(left.schemas);
  for (const [name, schema] of right.schemas) {
    const present = schemas.get(name);
    schemas.set(name, present === undefined || present === schema ? schema : { allOf: [present, schema] });
  }
  return {
    schemas,
    required: new Set([...left.required, ...right.required]),
    isListed: left.isListed || right.isListed,
    isOpen: left.isOpen || right.isOpen,
  };
}

/** The parts of a group of alternatives. `around` is what holds besides, whichever of them it is. */
function eitherParts(offers: readonly SchemaParts[], around: SchemaParts, reading: SchemaReading): SchemaParts {
  const names = new Set(offers.flatMap(({ schemas }) => [...schemas.keys()]));
  const isAnyOther = offers.map(({ isListed, isOpen }) => isOpen || !(isListed || around.isListed));
  const schemas = new Map<string, JsonValue>();
  for (const name of names) {
    if (!takeSteps(reading, offers.length)) break;
    const branches = new Set<JsonValue>();
    for (const [index, offer] of offers.entries()) {
      const schema = offer.schemas.get(name);
      if (schema !== undefined) branches.add(schema);
      else if (around.schemas.has(name) || isAnyOther[index] === true) branches.add(true);
    }
    const [only] = branches;
    schemas.set(name, branches.size === 1 && only !== undefined ? only : { anyOf: [...branches] });
  }
  const [first] = offers;
  return {
    schemas,
    required: new Set(
      [...(first?.required ?? [])].filter((name) => offers.every(({ required }) => required.has(name))),
    ),
    isListed: offers.every(({ isListed }) => isListed),
    isOpen: offers.some(({ isOpen }) => isOpen),
  };
}
