import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.ts';

/**
 * A value as Go's `fmt.Sprintf("%v", value)` prints it, for that is what Intercept compares when two values are not
 * both numbers (`internal/engine/operators.go`): `null` is `<nil>`, a list `[a b]`, an object `map[key:value]` with its
 * keys in order. The vectors confirm `"5"` = 5, `"99.99"` = 99.99, `"true"` = true, and that `"5.0"` is not 5.
 *
 * A number is always printed as a 64-bit float, since that is what Go's JSON decoder makes of every number, the
 * policy's and the call's alike. (In Intercept the policy is YAML, whose whole numbers print without an exponent; no
 * vector tells the two apart. Hence the assumption `number-text`.)
 */
export function textForm(value: JsonValue): string {
  return textWithin(value, 0);
}

/**
 * How deep a text form goes. Go refuses JSON deeper than 10,000 levels, and the recursion here must end before the
 * stack does. What lies deeper is left out, which no policy written by a person can tell.
 */
const deepest = 500;

function textWithin(value: JsonValue, depth: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (value === null) return '<nil>';
  if (typeof value === 'boolean') return String(value);
  if (depth === deepest) return '';
  if (isJsonObject(value)) return objectText(value, depth + 1);
  return `[${value.map((element) => textWithin(element, depth + 1)).join(' ')}]`;
}

function objectText(object: JsonObject, depth: number): string {
  const members = Object.entries(object).sort(([left], [right]) => compareCodePoints(left, right));
  return `map[${members.map(([name, value]) => `${name}:${textWithin(value, depth)}`).join(' ')}]`;
}

/**
 * Go orders keys by their UTF-8 bytes, which is the order of code points; JavaScript's own order is by UTF-16 units.
 */
function compareCodePoints(left: string, right: string): number {
  for (let at = 0; at < left.length && at < right.length; at++) {
    const one = left.codePointAt(at) ?? 0;
    const other = right.codePointAt(at) ?? 0;
    if (one !== other) return one - other;
  }
  return left.length - right.length;
}

/**
 * A 64-bit float as Go's `%v` prints it: the shortest digits that name it, with an exponent of at least two digits when
 * it is below 1e-4 or from 1e6 up (`strconv` takes a precision of 6 for that choice when it prints the shortest form).
 */
export function numberText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return exponent === '' ? goInfinity(value) : `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** JSON has no infinity, but `1e999` parses as one. */
function goInfinity(value: number): string {
  return value > 0 ? '+Inf' : '-Inf';
}
