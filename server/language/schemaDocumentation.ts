import schema from '../../schemas/policy.schema.json';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';

/** The kinds of object that a policy is made of. */
export type DocumentedPlace = 'policy' | 'tool' | 'rule' | 'condition' | 'limit' | 'allTools' | 'rateLimit';

/** What the policy's schema says of a key: its name in words, and one or a few sentences in Markdown. */
export interface KeyDocumentation {
  readonly title: string;
  readonly description: string;
}

/** A key that an object of some kind may have. */
export interface DocumentedKey extends KeyDocumentation {
  readonly key: string;
  readonly required: boolean;
}

/** Where the schema describes each kind of object: names to follow from its root. */
const schemaPaths: Record<DocumentedPlace, readonly string[]> = {
  policy: [],
  tool: ['definitions', 'tool'],
  rule: ['definitions', 'rule'],
  condition: ['definitions', 'condition'],
  limit: ['definitions', 'limit'],
  allTools: ['properties', 'all_tools'],
  rateLimit: ['definitions', 'tool', 'properties', 'rate_limit'],
};

const keysByPlace = new Map<DocumentedPlace, ReadonlyMap<string, DocumentedKey>>();

/** The keys of an object of that kind, in the schema's own order. */
export function documentedKeys(place: DocumentedPlace): readonly DocumentedKey[] {
  return [...keysOf(place).values()];
}

/**
 * What the schema says of a key of an object of that kind; `undefined` for a key that it does not know. Those of
 * Intercept's dialect are known here and are not among {@link documentedKeys}: nobody is to write them anew.
 */
export function keyDocumentation(place: DocumentedPlace, key: string): KeyDocumentation | undefined {
  return keysOf(place).get(key) ?? dialectKey(place, key);
}

function dialectKey(place: DocumentedPlace, key: string): KeyDocumentation | undefined {
  const patterns = objectOf(member(at(schemaPaths[place]), 'patternProperties'));
  const found = Object.entries(patterns).find(([pattern]) => new RegExp(pattern).test(key));
  return found && documentationOf(found[1]);
}

function documentationOf(value: JsonValue): KeyDocumentation {
  const described = resolved(value);
  return { title: textOf(member(described, 'title')), description: textOf(member(described, 'description')) };
}

/** Read when it is first asked for: the schema never changes while the program runs. */
function keysOf(place: DocumentedPlace): ReadonlyMap<string, DocumentedKey> {
  const known = keysByPlace.get(place);
  if (known !== undefined) return known;
  const described = at(schemaPaths[place]);
  const required = member(described, 'required');
  const keys = new Map<string, DocumentedKey>();
  for (const [key, value] of Object.entries(objectOf(member(described, 'properties')))) {
    const isRequired = Array.isArray(required) && required.includes(key);
    keys.set(key, { key, ...documentationOf(value), required: isRequired });
  }
  keysByPlace.set(place, keys);
  return keys;
}

function at(path: readonly string[]): JsonObject {
  return path.reduce((place: JsonObject, name) => objectOf(member(place, name)), schema);
}

/** The schema refers to its own parts only, as `#/definitions/…`. */
function resolved(value: JsonValue): JsonObject {
  const described = objectOf(value);
  const reference = member(described, '$ref');
  return typeof reference === 'string' ? at(reference.split('/').slice(1)) : described;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
