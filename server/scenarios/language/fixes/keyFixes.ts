import { withProperty } from '../../../policy/edits/insertion.ts';
import { withoutEntry } from '../../../policy/edits/replacement.ts';
import { quoted } from '../../../policy/problems/didYouMean.ts';
import type { ProblemFix } from '../../../policy/problems/problem.ts';
import { shownName } from '../../../policy/shownName.ts';
import { type Node, properties } from '../../../policy/syntax/syntaxTree.ts';
import type { TreePlace } from '../../../policy/syntax/treePlace.ts';
import { isDocumented, scenarioKeys } from '../scenarioKeys.ts';
import { type ScenarioRole, scenarioRoleOf } from '../scenarioRole.ts';

/** Takes the key out of its object, with its value. Never unasked: its author wrote something there. */
export function removingKey(object: Node | undefined, name: string): ProblemFix[] {
  const index = properties(object).findIndex((each) => each.name === name);
  if (object === undefined || index < 0) return [];
  const child = properties(object)[index]?.node;
  const edits = child === undefined ? [] : withoutEntry(object, object.children?.indexOf(child) ?? -1);
  return [{ title: `Remove ${shownName(name)}`, edits, isEvident: false }];
}

/**
 * Writes the key that an object needs, where the schema has it.
 * @param policy the path of the policy that is most likely meant
 */
export function addingKey(
  { path, node, around }: TreePlace,
  key: string,
  source: string,
  policy: string,
): ProblemFix[] {
  const role = scenarioRoleOf(path);
  const value = role === undefined ? undefined : firstValues(policy).get(`${role}.${key}`);
  if (node.type !== 'object' || value === undefined || !isDocumented(role)) return [];
  const order = [...scenarioKeys(role).keys()];
  const edits = [withProperty(source, node, key, value, order, around)];
  return [{ title: `Add ${quoted(key)}`, edits, isEvident: false }];
}

/** What a key begins with, to be gone on with. */
function firstValues(policy: string): ReadonlyMap<`${ScenarioRole}.${string}`, string> {
  return new Map([
    ['file.policy', quoted(policy)],
    ['file.scenarios', '[]'],
    ['scenario.name', '"What it shows"'],
    ['scenario.steps', '[]'],
    ['step.tool', '""'],
    ['step.for', '"10m"'],
    ['stream.tool', '""'],
    ['stream.perMinute', '30'],
  ]);
}
