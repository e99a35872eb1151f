import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../../server/policy/json.ts';
import type { Argument, ArgumentLookup } from '../../../../server/tools/arguments/argument.ts';

/** What the schemas of these tests refer to. */
export const $defs: JsonObject = {
  size: { enum: ['S', 'M'] },
  loop: { $ref: '#/$defs/loop' },
  node: { type: 'object', properties: { value: { type: 'string' }, next: { $ref: '#/$defs/node' } } },
  person: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } }, required: ['name'] },
};

/** The schema of a tool with one argument, `x`. */
export function toolOf(x: JsonValue): JsonObject {
  return { type: 'object', properties: { x }, $defs };
}

/** The argument that a path has to lead to. */
export function found(lookup: ArgumentLookup): Argument {
  assert.ok(lookup.kind === 'found', lookup.kind);
  return lookup.argument;
}
