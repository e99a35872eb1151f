import { RE2JS } from 're2js';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { canonicalText, isJsonList, itemsOf, membersOf, numberAt, textAt, typesOf } from './keyword.ts';
import { localTarget } from './reference.ts';

/** How deep a value is followed into a schema. Beyond it the answer is "no": a sample must not be endless. */
const maximumDepth = 64;

/**
 * True when the tool's schema takes the value. It knows the keywords that tool schemas use; `format` only describes, as
 * in JSON Schema. A `$ref` that leaves the document accepts everything: nothing is fetched.
 */
export function accepts(schema: JsonValue, value: JsonValue, root: JsonObject, depth = 0): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isJsonObject(schema)) return true;
  if (depth > maximumDepth) return false;
  const test: Test = (part, nested) => accepts(part, nested, root, depth + 1);
  const reference = member(schema, '$ref');
  return (
    (reference === undefined || test(localTarget(root, reference) ?? true, value)) &&
    basicsHold(schema, value) &&
    (typeof value !== 'number' || numberHolds(schema, value)) &&
    (typeof value !== 'string' || textHolds(schema, value)) &&
    (!isJsonList(value) || listHolds(schema, value, test)) &&
    (!isJsonObject(value) || objectHolds(schema, value, test)) &&
    combinationsHold(schema, value, test)
  );
}

type Test = (schema: JsonValue, value: JsonValue) => boolean;

/** `allOf`, `anyOf`, `oneOf`, `not`, `if` with `then` and `else`. */
function combinationsHold(schema: JsonObject, value: JsonValue, test: Test): boolean {
  const fitting = (keyword: string) => itemsOf(member(schema, keyword)).filter((part) => test(part, value)).length;
  const [excluded, condition] = [member(schema, 'not'), member(schema, 'if')];
  const consequence = condition === undefined ? undefined : member(schema, test(condition, value) ? 'then' : 'else');
  return (
    fitting('allOf') === itemsOf(member(schema, 'allOf')).length &&
    (!isJsonList(member(schema, 'anyOf')) || fitting('anyOf') > 0) &&
    (!isJsonList(member(schema, 'oneOf')) || fitting('oneOf') === 1) &&
    (excluded === undefined || !test(excluded, value)) &&
    (consequence === undefined || test(consequence, value))
  );
}

/** `type`, `const`, `enum`. */
function basicsHold(schema: JsonObject, value: JsonValue): boolean {
  const [types, constant, choices] = [typesOf(schema), member(schema, 'const'), member(schema, 'enum')];
  return (
    (types.length === 0 || types.some((type) => isOfType(value, type))) &&
    (constant === undefined || isSame(constant, value)) &&
    (!isJsonList(choices) || choices.some((choice) => isSame(choice, value)))
  );
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return isJsonList(value);
  if (type === 'object') return isJsonObject(value);
  return typeof value === type;
}

function isSame(left: JsonValue, right: JsonValue): boolean {
  return canonicalText(left) === canonicalText(right);
}

function numberHolds(schema: JsonObject, value: number): boolean {
  const step = numberAt(schema, 'multipleOf');
  return (
    value >= (numberAt(schema, 'minimum') ?? value) &&
    value <= (numberAt(schema, 'maximum') ?? value) &&
    value > (numberAt(schema, 'exclusiveMinimum') ?? Number.NEGATIVE_INFINITY) &&
    value < (numberAt(schema, 'exclusiveMaximum') ?? Number.POSITIVE_INFINITY) &&
    (step === undefined || Number.isInteger(value / step))
  );
}

function textHolds(schema: JsonObject, value: string): boolean {
  const pattern = textAt(schema, 'pattern');
  return isWithin([...value].length, schema, 'Length') && (pattern === undefined || matches(pattern, value));
}

/** A server's pattern is untrusted: RE2 answers in linear time. One that it cannot compile counts as not matching. */
function matches(pattern: string, value: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(value).find();
  } catch {
    return false;
  }
}

/** `minItems`, `maxItems`, `uniqueItems`, `contains`, `prefixItems`, `items` (also draft-07's list of schemas). */
function listHolds(schema: JsonObject, value: readonly JsonValue[], test: Test): boolean {
  const [items, wanted] = [member(schema, 'items'), member(schema, 'contains')];
  const first = isJsonList(items) ? items : itemsOf(member(schema, 'prefixItems'));
  const rest = (isJsonList(items) ? member(schema, 'additionalItems') : items) ?? true;
  return (
    isWithin(value.length, schema, 'Items') &&
    (member(schema, 'uniqueItems') !== true || new Set(value.map(canonicalText)).size === value.length) &&
    (wanted === undefined || value.some((item) => test(wanted, item))) &&
    value.every((item, index) => test(first[index] ?? rest, item))
  );
}

/** `required`, `dependentRequired`, `minProperties`, `maxProperties`, `propertyNames` and the schemas of properties. */
function objectHolds(schema: JsonObject, value: JsonObject, test: Test): boolean {
  const has = (name: JsonValue) => typeof name !== 'string' || Object.hasOwn(value, name);
  const dependent = Object.entries(membersOf(member(schema, 'dependentRequired')));
  const names = member(schema, 'propertyNames') ?? true;
  return (
    isWithin(Object.keys(value).length, schema, 'Properties') &&
    itemsOf(member(schema, 'required')).every(has) &&
    dependent.every(([name, wanted]) => !Object.hasOwn(value, name) || itemsOf(wanted).every(has)) &&
    Object.entries(value).every(
      ([name, item]) => test(names, name) && schemasFor(schema, name).every((part) => test(part, item)),
    )
  );
}

/** What `properties`, `patternProperties` and, where neither speaks, `additionalProperties` ask of a property. */
function schemasFor(schema: JsonObject, name: string): readonly JsonValue[] {
  const own = member(membersOf(member(schema, 'properties')), name);
  const patterns = Object.entries(membersOf(member(schema, 'patternProperties')));
  const fitting = patterns.filter(([pattern]) => matches(pattern, name)).map(([, part]) => part);
  if (own !== undefined) return [own, ...fitting];
  return fitting.length > 0 ? fitting : [member(schema, 'additionalProperties') ?? true];
}

function isWithin(size: number, schema: JsonObject, what: 'Length' | 'Items' | 'Properties'): boolean {
  return size >= (numberAt(schema, `min${what}`) ?? 0) && size <= (numberAt(schema, `max${what}`) ?? size);
}
