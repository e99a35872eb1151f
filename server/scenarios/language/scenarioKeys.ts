import schema from '../../../schemas/policytest.schema.json';
import type { DocumentedKey } from '../../language/schemaDocumentation.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import type { ScenarioRole } from './scenarioRole.ts';

/** The objects of a scenario file whose keys the schema lists. */
export type DocumentedRole = Extract<ScenarioRole, 'file' | 'scenario' | 'step' | 'stream' | 'expect'>;

const documentedRoles: ReadonlySet<ScenarioRole> = new Set(['file', 'scenario', 'step', 'stream', 'expect']);

const keysByRole = new Map<DocumentedRole, ReadonlyMap<string, DocumentedKey>>();

export function isDocumented(role: ScenarioRole | undefined): role is DocumentedRole {
  return role !== undefined && documentedRoles.has(role);
}

/** The keys of an object of that role, by name, in the schema's own order. */
export function scenarioKeys(role: DocumentedRole): ReadonlyMap<string, DocumentedKey> {
  const known = keysByRole.get(role) ?? readKeys(role);
  keysByRole.set(role, known);
  return known;
}

function readKeys(role: DocumentedRole): ReadonlyMap<string, DocumentedKey> {
  const object: JsonObject = role === 'file' ? schema : schema.definitions[role];
  // A step needs other keys when it is traffic; most steps are calls.
  const required = member(objectOf(member(object, 'else')), 'required') ?? member(object, 'required');
  const keys = Object.entries(objectOf(member(object, 'properties')));
  return new Map(
    keys.map(([key, described]) => [
      key,
      {
        key,
        title: textOf(member(objectOf(described), 'title')),
        description: textOf(member(objectOf(described), 'description')),
        required: Array.isArray(required) && required.includes(key),
      },
    ]),
  );
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
