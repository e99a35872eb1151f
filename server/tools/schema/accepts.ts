import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { canonicalText, isJsonList, itemsOf, membersOf, numberAt, textAt, typesOf } from './keyword.ts';
import { matches } from './pattern.ts';
import { isUsedUp, type SchemaReading, takeSteps, takeStepsFor } from './reading.ts';
import { localTarget } from './reference.ts';

/** How deep a value is followed into a schema. Beyond it the answer is "no": a sample must not be endless. */
const maximumDepth = 64;

/**
 * True when the tool's schema takes the value. It knows the keywords that tool schemas use; `format` only describes, as
 * in JSON Schema. A `$ref` that leaves the document accepts everything: nothing is fetched. When the reading's steps are
 * used up the answer is "no".
 */
export function accepts(schema: JsonValue, value: JsonValue, reading: SchemaReading, depth = 0): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isJsonObject(schema)) return true;
  if (depth > maximumDepth || isUsedUp(reading) || !takeSteps(reading, 1 + sizeOf(schema, value))) return false;
  const test: Test = (part, nested) => accepts(part, nested, reading, depth + 1);
  const reference = member(schema, '$ref');
  return (
    (reference === undefined || test(localTarget(reading.root, reference) ?? true, value)) &&
    basicsHold(schema, value, reading) &&
    (typeof value !== 'number' || numberHolds(schema, value)) &&
    (typeof value !== 'string' || textHolds(schema, value, reading)) &&
    (!isJsonList(value) || listHolds(schema, value, test, reading)) &&
    (!isJsonObject(value) || objectHolds(schema, value, test, reading)) &&
    combinationsHold(schema, value, test) &&
    // A branch of `not` that could not be followed to its end must not make the value fit.
    !isUsedUp(reading)
  );
}

/** How many names and branches there are to go through; each branch takes its own steps besides. */
function sizeOf(schema: JsonObject, value: JsonValue): number {
  const lists = ['required', 'allOf', 'anyOf', 'oneOf'].map((keyword) => itemsOf(member(schema, keyword)).length);
  const own = typeof value === 'string' ? value.length / 100 : isJsonObject(value) ? Object.keys(value).length : 0;
  return lists.reduce((sum, length) => sum + length, own);
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
function basicsHold(schema: JsonObject, value: JsonValue, reading: SchemaReading): boolean {
  const [types, constant, choices] = [typesOf(schema), member(schema, 'const'), member(schema, 'enum')];
  if (constant !== undefined || choices !== undefined) {
    if (![value, constant, choices].every((each) => takeStepsFor(reading, each))) return false;
  }
  const text = constant === undefined && choices === undefined ? '' : canonicalText(value);
  return (
    (types.length === 0 || types.some((type) => isOfType(value, type))) &&
    (constant === undefined || canonicalText(constant) === text) &&
    (!isJsonList(choices) || choices.some((choice) => canonicalText(choice) === text))
  );
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return isJsonList(value);
  if (type === 'object') return isJsonObject(value);
  return typeof value === type;
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

function textHolds(schema: JsonObject, value: string, reading: SchemaReading): boolean {
  const pattern = textAt(schema, 'pattern');
  return isWithin([...value].length, schema, 'Length') && (pattern === undefined || matches(pattern, value, reading));
}

/** `minItems`, `maxItems`, `uniqueItems`, `contains`, `prefixItems`, `items` (also draft-07's list of schemas). */
function listHolds(schema: JsonObject, value: readonly JsonValue[], test: Test, reading: SchemaReading): boolean {
  const [items, wanted] = [member(schema, 'items'), member(schema, 'contains')];
  const first = isJsonList(items) ? items : itemsOf(member(schema, 'prefixItems'));
  const rest = (isJsonList(items) ? member(schema, 'additionalItems') : items) ?? true;
  return (
    isWithin(value.length, schema, 'Items') &&
    (member(schema, 'uniqueItems') !== true || areDistinct(value, reading)) &&
    (wanted === undefined || value.some((item) => test(wanted, item))) &&
    value.every((item, index) => test(first[index] ?? rest, item))
  );
}

function areDistinct(values: readonly JsonValue[], reading: SchemaReading): boolean {
  return takeStepsFor(reading, values) && new Set(values.map(canonicalText)).size === values.length;
}

/** `required`, `dependentRequired`, `minProperties`, `maxProperties`, `propertyNames` and the schemas of properties. */
function objectHolds(schema: JsonObject, value: JsonObject, test: Test, reading: SchemaReading): boolean {
  const has = (name: JsonValue) => typeof name !== 'string' || Object.hasOwn(value, name);
  const rules = membersOf(member(schema, 'dependentRequired'));
  if (!takeStepsFor(reading, rules)) return false;
  const dependent = Object.entries(rules);
  const names = member(schema, 'propertyNames') ?? true;
  return (
    isWithin(Object.keys(value).length, schema, 'Properties') &&
    itemsOf(member(schema, 'required')).every(has) &&
    dependent.every(([name, wanted]) => !Object.hasOwn(value, name) || itemsOf(wanted).every(has)) &&
    Object.entries(value).every(
      ([name, item]) => test(names, name) && schemasFor(schema, name, reading).every((part) => test(part, item)),
    )
  );
}

/** What `properties`, `patternProperties` and, where neither speaks, `additionalProperties` ask of a property. */
function schemasFor(schema: JsonObject, name: string, reading: SchemaReading): readonly JsonValue[] {
  const own = member(membersOf(member(schema, 'properties')), name);
  const patterns = Object.entries(membersOf(member(schema, 'patternProperties')));
  if (!takeSteps(reading, patterns.length)) return [false];
  const fitting = patterns.filter(([pattern]) => matches(pattern, name, reading)).map(([, part]) => part);
  if (own !== undefined) return [own, ...fitting];
  return fitting.length > 0 ? fitting : [member(schema, 'additionalProperties') ?? true];
}

function isWithin(size: number, schema: JsonObject, what: 'Length' | 'Items' | 'Properties'): boolean {
  return size >= (numberAt(schema, `min${what}`) ?? 0) && size <= (numberAt(schema, `max${what}`) ?? size);
}
