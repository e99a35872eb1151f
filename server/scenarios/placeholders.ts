import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';

/*
 * `${key}` in the texts of a scenario stands for a value of the matrix. What no value has the name of stays as it is: an
 * argument may well hold such a text.
 */

const placeholders = /\$\{([^{}]+)\}/g;

/** The keys that a text uses. */
export function keysIn(text: string): string[] {
  return [...text.matchAll(placeholders)].map(([, key = '']) => key);
}

/** The key, when the text is nothing but one placeholder. */
export function onlyKeyIn(text: string): string | undefined {
  return /^\$\{([^{}]+)\}$/.exec(text)?.[1];
}

/**
 * The value with the placeholders in its texts, and in the names of its members, replaced. A text that is nothing but one
 * placeholder becomes the value itself: a number stays a number.
 */
export function replaced(value: JsonValue, values: JsonObject): JsonValue {
  if (typeof value === 'string') return replacedWhole(value, values) ?? replacedText(value, values);
  if (Array.isArray(value)) return value.map((element: JsonValue) => replaced(element, values));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [replacedText(name, values), replaced(inner, values)]),
  );
}

export function replacedText(text: string, values: JsonObject): string {
  return text.replaceAll(placeholders, (whole, key: string) => {
    const value = member(values, key);
    return value === undefined ? whole : typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function replacedWhole(text: string, values: JsonObject): JsonValue | undefined {
  const key = onlyKeyIn(text);
  return key === undefined ? undefined : member(values, key);
}
