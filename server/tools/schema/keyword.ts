import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';

/** True for a JSON list. (`Array.isArray` alone would make its items `any`.) */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The items of a list, none for anything else: a schema comes from a server and may hold anything anywhere. */
export function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonList(value) ? value : [];
}

/** The object itself, an empty one for anything else. */
export function membersOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

/** The keyword's number; `undefined` when it is missing or something else. */
export function numberAt(schema: JsonObject, keyword: string): number | undefined {
  const value = member(schema, keyword);
  return typeof value === 'number' ? value : undefined;
}

/** The keyword's text; `undefined` when it is missing or something else. */
export function textAt(schema: JsonObject, keyword: string): string | undefined {
  const value = member(schema, keyword);
  return typeof value === 'string' ? value : undefined;
}

/** JSON Schema has seven types; a longer list repeats itself. */
const mostTypes = 16;

/** The names in `type`, which is one name or a list of them. Empty: every type is welcome. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = member(schema, 'type');
  return typeof type === 'string'
    ? [type]
    : itemsOf(type)
        .slice(0, mostTypes)
        .filter((each) => typeof each === 'string');
}

/** A text that is equal exactly when the JSON values are, whatever the order of their keys. */
export function canonicalText(value: JsonValue): string {
  if (isJsonList(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(member(value, key) ?? null)}`).join()}}`;
}
