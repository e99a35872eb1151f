import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isJsonList } from './keyword.ts';

/** How much is compared at most, over several comparisons. A step is a value or a key. */
export interface ComparingSteps {
  left: number;
}

/**
 * True when two JSON values are the same, whatever the order of their keys. Makes no text of them: lists of a server have
 * tens of megabytes. False when the steps are used up before it is known.
 */
export function sameJson(left: JsonValue, right: JsonValue, steps: ComparingSteps = unbounded()): boolean {
  if (left === right) return true;
  if (isJsonList(left)) return isJsonList(right) && sameLists(left, right, steps);
  return isJsonObject(left) && isJsonObject(right) && sameObjects(left, right, steps);
}

function unbounded(): ComparingSteps {
  return { left: Number.POSITIVE_INFINITY };
}

function sameLists(left: readonly JsonValue[], right: readonly JsonValue[], steps: ComparingSteps): boolean {
  if (left.length !== right.length) return false;
  steps.left -= left.length;
  return steps.left >= 0 && left.every((item, index) => sameJson(item, right[index] ?? null, steps));
}

function sameObjects(left: JsonObject, right: JsonObject, steps: ComparingSteps): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  steps.left -= 2 * keys.length;
  if (steps.left < 0) return false;
  return keys.every((key) => {
    const theirs = member(right, key);
    return theirs !== undefined && sameJson(left[key] ?? null, theirs, steps);
  });
}
