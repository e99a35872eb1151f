/** Any value that JSON text can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Its keys may come from a server or a file: look one up with {@link member}, never by index. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for `{…}`, false for arrays, `null` and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own member of that name; `undefined` also for inherited names such as `constructor` or `__proto__`. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
