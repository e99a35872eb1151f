import schema from '../../../../schemas/policytest.schema.json';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../policy/json.ts';
import type { DocumentedRole } from '../scenarioKeys.ts';

/** What the schema takes as the value of a key, whatever a matrix would put there. */
export interface ValueShape {
  /** JSON Schema's names, without the text that stands for a value of the matrix. */
  readonly types: readonly string[];
  /** The only texts that mean something; empty where any text does. */
  readonly words: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** How a text is read as a time. */
  readonly time: 'moment' | 'duration' | undefined;
}

/** `undefined` for a key that the schema does not have. */
export function valueShapeOf(role: DocumentedRole, key: string): ValueShape | undefined {
  const object: JsonObject = role === 'file' ? schema : schema.definitions[role];
  const described = member(objectOf(member(object, 'properties')), key);
  return described === undefined ? undefined : shapeOf(objectOf(described));
}

/** A text that stands for a value of the matrix, and is nothing else. */
const placeholder = '^\\$\\{[^{}]+\\}$';

function shapeOf(described: JsonObject): ValueShape {
  const reference = textOf(member(described, '$ref')).split('/').at(-1) ?? '';
  const definitions: JsonObject = schema.definitions;
  const value = { ...described, ...objectOf(member(definitions, reference)) };
  const words = [value, ...listOf(member(value, 'anyOf')).map(objectOf)].flatMap((one) => listOf(member(one, 'enum')));
  const types = [member(value, 'type') ?? []].flat().filter((type) => typeof type === 'string');
  return {
    types: member(value, 'pattern') === placeholder ? types.filter((type) => type !== 'string') : types,
    words: words.filter((word) => typeof word === 'string'),
    minimum: numberOf(member(value, 'minimum')),
    maximum: numberOf(member(value, 'maximum')),
    time: reference === 'moment' || reference === 'duration' ? reference : undefined,
  };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
