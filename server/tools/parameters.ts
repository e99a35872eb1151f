import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';
import { isJsonList, itemsOf, membersOf, textAt } from './schema/keyword.ts';
import { isUsedUp, newReading, type SchemaReading, takeSteps } from './schema/reading.ts';
import { typeInWords } from './schema/typeInWords.ts';
import { writtenOut } from './schema/writtenOut.ts';

/** One argument of a tool, as hovers and the simulator show it. Its texts are the server's own and untrusted. */
export interface Parameter {
  readonly name: string;
  /** In words, e.g. `string (email) | null` or `"cost" | "quality"`. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  /** The texts to choose from, when the schema allows nothing else. */
  readonly options?: readonly string[];
}

/**
 * The tool's arguments: the required ones first, each group in the server's order. A schema that would take too long to
 * write out gives less detail: the type `any`, no options, not every alternative.
 */
export function parametersOf(inputSchema: JsonObject): readonly Parameter[] {
  const reading = newReading(inputSchema);
  const required = new Set(itemsOf(member(writtenOut(inputSchema, reading) ?? {}, 'required')));
  const parameters = [...properties(inputSchema, reading, 0)].map(([name, schema]) =>
    toParameter(name, schema, required.has(name), reading),
  );
  return [...parameters.filter((each) => each.required), ...parameters.filter((each) => !each.required)];
}

/** All properties that some valid call may have: a schema may offer them as alternatives. */
function properties(schema: JsonValue, reading: SchemaReading, depth: number): Map<string, JsonValue> {
  const plain = depth > 4 || isUsedUp(reading) ? undefined : writtenOut(schema, reading);
  if (plain === undefined) return new Map();
  const found = new Map(Object.entries(membersOf(member(plain, 'properties'))));
  for (const keyword of ['anyOf', 'oneOf']) {
    for (const branch of itemsOf(member(plain, keyword))) {
      const offered = properties(branch, reading, depth + 1);
      if (!takeSteps(reading, 1 + offered.size)) return found;
      for (const [name, part] of offered) if (!found.has(name)) found.set(name, part);
    }
  }
  return found;
}

function toParameter(name: string, schema: JsonValue, required: boolean, reading: SchemaReading): Parameter {
  const plain = writtenOut(schema, reading) ?? {};
  const description = textAt(plain, 'description') ?? textAt(plain, 'title');
  const options = optionsOf(plain, reading);
  return {
    name,
    type: typeInWords(schema, reading),
    required,
    ...(description !== undefined && { description }),
    ...(options !== undefined && { options }),
  };
}

function optionsOf(schema: JsonObject, reading: SchemaReading): readonly string[] | undefined {
  const choices = member(schema, 'enum') ?? constants(itemsOf(member(schema, 'anyOf') ?? member(schema, 'oneOf')));
  if (!isJsonList(choices) || !takeSteps(reading, choices.length)) return undefined;
  const texts = choices.filter((choice) => typeof choice === 'string');
  return texts.length > 0 && texts.length === choices.length ? texts : undefined;
}

/** `anyOf: [{const: "a"}, {const: "b"}]` is another way to write an enum. */
function constants(branches: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const values = branches.flatMap((branch) => (isJsonObject(branch) ? [member(branch, 'const') ?? null] : [null]));
  return values.length > 0 ? values : undefined;
}
