import type { JsonObject } from '../../policy/json.ts';
import { numberAt } from './keyword.ts';

/** Numbers that may satisfy a number or integer schema, the best first; the caller checks them. */
export function* sampleNumbers(schema: JsonObject, variant: number): Generator<number> {
  const step = numberAt(schema, 'multipleOf') ?? 1;
  const low = largest(numberAt(schema, 'minimum'), numberAt(schema, 'exclusiveMinimum'));
  const high = smallest(numberAt(schema, 'maximum'), numberAt(schema, 'exclusiveMaximum'));
  yield 1 + variant;
  if (low !== undefined) {
    const first = Math.ceil(low / step);
    yield* [(first + variant) * step, (first + variant + 1) * step, low];
  }
  if (high !== undefined) {
    const last = Math.floor(high / step);
    yield* [(last - variant) * step, (last - variant - 1) * step, high];
  }
  yield* [step * (variant + 1), 0];
  if (low !== undefined && high !== undefined) yield low + (high - low) / (variant + 2);
}

function largest(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.max(left, right);
}

function smallest(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.min(left, right);
}
