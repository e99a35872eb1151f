import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';

const longestReference = 1_000;

/**
 * The part of the tool's own schema that a `$ref` names: `#`, or a JSON Pointer such as `#/$defs/address`.
 * Anything else, a network address above all, is never looked up: the answer is `undefined`.
 */
export function localTarget(root: JsonObject, reference: JsonValue): JsonValue | undefined {
  if (typeof reference !== 'string' || reference.length > longestReference) return undefined;
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let target: JsonValue | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    target = target === undefined ? undefined : child(target, pointerPart(part));
  }
  return target;
}

function child(value: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) ? member(value, key) : undefined;
}

/** Source: RFC 6901, sections 4 and 6. A malformed percent escape is taken as it stands. */
function pointerPart(part: string): string {
  let decoded = part;
  try {
    decoded = decodeURIComponent(part);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~');
}
