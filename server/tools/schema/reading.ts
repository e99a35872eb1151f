import type { RE2JS } from 're2js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/json.ts';

/**
 * One look at one tool's schema. A schema comes from a server, and a few kilobytes of `$ref` can stand for more than any
 * computer can write out: everything that looks at it takes steps from here. When none are left the answer is less
 * detailed, never late.
 */
export interface SchemaReading {
  readonly root: JsonObject;
  /** Steps taken so far. */
  steps: number;
  readonly maximumSteps: number;
  /** Compiled patterns by their text; `undefined` for one that is not checked, `null` for one that is broken. */
  readonly patterns: Map<string, RE2JS | undefined | null>;
}

/** The largest real tools need some hundred steps. */
const usualMaximum = 10_000;

/** @param root the tool's whole schema, which its references lead into */
export function newReading(root: JsonObject, maximumSteps = usualMaximum): SchemaReading {
  return { root, steps: 0, maximumSteps, patterns: new Map() };
}

/** Takes steps; `false` when they are used up. */
export function takeSteps(reading: SchemaReading, count = 1): boolean {
  reading.steps += count;
  return reading.steps <= reading.maximumSteps;
}

/** Whether what was read since may be incomplete: an absence then proves nothing. */
export function isUsedUp({ steps, maximumSteps }: SchemaReading): boolean {
  return steps > maximumSteps;
}

const charactersPerStep = 100;

/** Takes as many steps as the value is large. Looks at no more of it than there are steps left. */
export function takeStepsFor(reading: SchemaReading, value: JsonValue | undefined): boolean {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (!takeSteps(reading, typeof next === 'string' ? 1 + next.length / charactersPerStep : 1)) return false;
    if (Array.isArray(next)) {
      if (!takeSteps(reading, next.length)) return false;
      for (const item of next) open.push(item);
    } else if (isJsonObject(next)) {
      for (const item of Object.values(next)) open.push(item);
    }
  }
  return true;
}
