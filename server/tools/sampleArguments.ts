import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';
import { accepts } from './schema/accepts.ts';
import { isJsonList, itemsOf, membersOf, numberAt, typesOf } from './schema/keyword.ts';
import { newReading, type SchemaReading, takeSteps, takeStepsFor } from './schema/reading.ts';
import { sampleNumbers } from './schema/sampleNumbers.ts';
import { sampleTexts } from './schema/sampleTexts.ts';
import { both, writtenOut } from './schema/writtenOut.ts';

/**
 * Arguments that the tool's input schema accepts, to start a simulation from: what is required, in the schema's order,
 * then what has a default. The server's own words come first (`const`, `default`, `examples`, `enum`). Where nothing can
 * satisfy the schema the answer is `{}`.
 */
export function sampleArguments(inputSchema: JsonObject): JsonObject {
  const sample = sampleValue(inputSchema, newReading(inputSchema), 0, 0);
  return sample !== undefined && isJsonObject(sample) ? sample : {};
}

/** A schema comes from a server: what it may cost is bounded, in steps and in depth. */
const maximumDepth = 12;

/** The first candidate that the schema really takes. `variant` asks for another value than the last. */
function sampleValue(schema: JsonValue, reading: SchemaReading, depth: number, variant: number): JsonValue | undefined {
  for (const candidate of candidates(schema, reading, depth, variant)) {
    if (accepts(schema, candidate, reading)) return candidate;
    if (!takeSteps(reading)) return undefined;
  }
  return undefined;
}

function* candidates(schema: JsonValue, reading: SchemaReading, depth: number, variant: number): Generator<JsonValue> {
  if (depth > maximumDepth || !takeSteps(reading)) return;
  const plain = writtenOut(schema, reading);
  if (plain === undefined) return;
  yield* ownWords(plain, reading, variant);
  const choices = itemsOf(member(plain, 'anyOf') ?? member(plain, 'oneOf'));
  for (const choice of choices) {
    const { anyOf: _any, oneOf: _one, ...rest } = plain;
    const branch = both(rest, writtenOut(choice, reading), reading);
    if (branch !== undefined) yield* candidates(branch, reading, depth + 1, variant);
  }
  if (choices.length > 0) return;
  for (const type of likelyTypes(plain)) yield* ofType(type, plain, reading, depth, variant);
}

function* ownWords(schema: JsonObject, reading: SchemaReading, variant: number): Generator<JsonValue> {
  for (const keyword of ['const', 'default']) {
    const value = member(schema, keyword);
    if (value !== undefined && takeStepsFor(reading, value)) yield value;
  }
  for (const keyword of ['examples', 'enum']) {
    const values = itemsOf(member(schema, keyword));
    if (takeStepsFor(reading, values)) yield* [...values.slice(variant), ...values.slice(0, variant)];
  }
}

/** The types to try, `null` last: a sample should show what the argument is for. */
function likelyTypes(schema: JsonObject): readonly string[] {
  const types = typesOf(schema);
  if (types.length > 0) return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null')];
  const keywords = Object.keys(schema).join(' ');
  if (/\b(properties|required|additionalProperties|minProperties)\b/i.test(keywords)) return ['object', 'string'];
  if (/\b(\w*items|contains)\b/i.test(keywords)) return ['array', 'string'];
  if (/\b(minimum|maximum|exclusive\w+|multipleOf)\b/.test(keywords)) return ['number', 'string'];
  return ['string', 'number', 'boolean', 'object', 'array', 'null'];
}

function* ofType(
  type: string,
  schema: JsonObject,
  reading: SchemaReading,
  depth: number,
  variant: number,
): Generator<JsonValue> {
  if (type === 'string') yield* sampleTexts(schema, variant);
  if (type === 'number' || type === 'integer') yield* sampleNumbers(schema, variant);
  if (type === 'boolean') yield* variant % 2 === 0 ? [true, false] : [false, true];
  if (type === 'null') yield null;
  if (type === 'array') yield* sampleLists(schema, reading, depth, variant);
  if (type === 'object') yield* sampleObjects(schema, reading, depth);
}

/** A list of the fewest items that shows what an item looks like; empty where no item can be made. */
function* sampleLists(
  schema: JsonObject,
  reading: SchemaReading,
  depth: number,
  variant: number,
): Generator<JsonValue> {
  const items = member(schema, 'items');
  const first = isJsonList(items) ? items : itemsOf(member(schema, 'prefixItems'));
  const rest = (isJsonList(items) ? member(schema, 'additionalItems') : items) ?? member(schema, 'contains') ?? true;
  const length = Math.min(Math.max(1, numberAt(schema, 'minItems') ?? 0), numberAt(schema, 'maxItems') ?? 100, 100);
  const made: JsonValue[] = [];
  for (let index = 0; index < length; index += 1) {
    const item = sampleValue(first[index] ?? rest, reading, depth + 1, variant + index);
    if (item === undefined) break;
    made.push(item);
  }
  yield made;
  yield [];
}

/** First what must be there and what has a default, then only what must be there, then everything. */
function* sampleObjects(schema: JsonObject, reading: SchemaReading, depth: number): Generator<JsonValue> {
  const properties = membersOf(member(schema, 'properties'));
  const required = itemsOf(member(schema, 'required')).filter((name) => typeof name === 'string');
  const needed = new Set(required);
  const optional = Object.keys(properties).filter((name) => !needed.has(name));
  const withDefault = optional.filter((name) => Object.hasOwn(membersOf(properties[name]), 'default'));
  const attempts = [
    [...required, ...withDefault],
    required,
    [...required, ...optional],
    [...required, ...extraNames(schema)],
  ];
  for (const names of attempts) {
    const entries = names.flatMap((name) => {
      const part = member(properties, name) ?? member(schema, 'additionalProperties') ?? true;
      const value = sampleValue(withLikelyFormat(name, part), reading, depth + 1, 0);
      return value === undefined ? [] : [[name, value] as const];
    });
    yield Object.fromEntries(entries);
  }
}

/** Few schemas say `format`, many names do. A format only chooses among samples: the value is checked all the same. */
function withLikelyFormat(name: string, schema: JsonValue): JsonValue {
  const format = /ur[il]$/i.test(name) ? 'uri' : /email$/i.test(name) ? 'email' : undefined;
  if (format === undefined || !isJsonObject(schema) || member(schema, 'format') !== undefined) return schema;
  return { ...schema, format };
}

/** Names for an object that must have more properties than it declares. */
function extraNames(schema: JsonObject): readonly string[] {
  const wanted = Math.min(numberAt(schema, 'minProperties') ?? 0, 20);
  return Array.from({ length: wanted }, (_, index) => `key${index + 1}`);
}
