import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { shortened } from '../shortened.ts';
import { isJsonList, itemsOf, numberAt, textAt, typesOf } from './keyword.ts';
import { isUsedUp, type SchemaReading, takeStepsFor } from './reading.ts';
import { writtenOut } from './writtenOut.ts';

const maximumDepth = 4;
const maximumChoices = 12;
const longestWords = 500;
const longestConstant = 100;

/**
 * A schema's type as a person writes it: `string (email) | null`, `"cost" | "quality"`, `integer (1 to 25)`,
 * `string[]`. Says `any` where the schema says nothing, `object` instead of going into one.
 */
export function typeInWords(schema: JsonValue, reading: SchemaReading, depth = 0): string {
  return isUsedUp(reading) ? 'any' : shortened(words(schema, reading, depth), longestWords);
}

function words(schema: JsonValue, reading: SchemaReading, depth: number): string {
  const plain = depth > maximumDepth ? {} : writtenOut(schema, reading);
  if (plain === undefined) return 'never';
  const constant = member(plain, 'const');
  if (constant !== undefined) return constantInWords(constant, reading);
  const choices = member(plain, 'enum');
  if (isJsonList(choices)) return choicesInWords(choices, reading);
  const branches = itemsOf(member(plain, 'anyOf') ?? member(plain, 'oneOf'));
  if (branches.length > 0 && branches.every(isJsonObject)) {
    return union(branches.map((branch) => typeInWords({ ...outer(plain), ...branch }, reading, depth + 1)));
  }
  const types = typesOf(plain);
  return types.length === 0 ? untyped(plain) : union(types.map((type) => inWords(type, plain, reading, depth)));
}

function choicesInWords(choices: readonly JsonValue[], reading: SchemaReading): string {
  if (!takeStepsFor(reading, choices)) return 'any';
  return union(choices.map((choice) => constantInWords(choice, reading)));
}

function constantInWords(value: JsonValue, reading: SchemaReading): string {
  return takeStepsFor(reading, value) ? shortened(JSON.stringify(value), longestConstant) : 'any';
}

/** What stands beside `anyOf` and matters for the type of each branch. */
function outer(schema: JsonObject): JsonObject {
  const type = member(schema, 'type');
  return type === undefined ? {} : { type };
}

function untyped(schema: JsonObject): string {
  if (isJsonObject(member(schema, 'properties'))) return 'object';
  return member(schema, 'items') === undefined ? 'any' : 'list';
}

function inWords(type: string, schema: JsonObject, reading: SchemaReading, depth: number): string {
  if (type === 'string') return noted(type, textAt(schema, 'format'));
  if (type === 'number' || type === 'integer') return noted(type, range(schema));
  if (type !== 'array') return type;
  const items = member(schema, 'items');
  if (items === undefined || isJsonList(items)) return 'list';
  const item = typeInWords(items, reading, depth + 1);
  return item.includes(' ') ? `(${item})[]` : `${item}[]`;
}

function range(schema: JsonObject): string | undefined {
  const [low, high] = [numberAt(schema, 'minimum'), numberAt(schema, 'maximum')];
  const [above, below] = [numberAt(schema, 'exclusiveMinimum'), numberAt(schema, 'exclusiveMaximum')];
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  const parts: string[] = [];
  if (low !== undefined) parts.push(`at least ${low}`);
  if (above !== undefined) parts.push(`more than ${above}`);
  if (high !== undefined) parts.push(`at most ${high}`);
  if (below !== undefined) parts.push(`less than ${below}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function noted(type: string, note: string | undefined): string {
  return note === undefined ? type : `${type} (${note})`;
}

function union(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, maximumChoices);
  return [...shown, ...(distinct.length > shown.length ? [`${distinct.length - shown.length} more`] : [])].join(' | ');
}
