import type { CompiledPolicy } from '../../../decision/compile/compiledPolicy.ts';
import { withElement, withProperty } from '../../../policy/edits/insertion.ts';
import { toolKeys } from '../../../policy/edits/keyOrder.ts';
import type { Replacement } from '../../../policy/edits/replacement.ts';
import { onOneLine } from '../../../policy/edits/writtenRules.ts';
import { freeCounter } from '../../../policy/freeCounter.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../policy/json.ts';
import { namingTools } from '../../../policy/namingTools.ts';
import type { PolicyDocument } from '../../../policy/policyDocument.ts';
import { type Node, property } from '../../../policy/syntax/syntaxTree.ts';
import { namedIn } from './namedIn.ts';
import { isReached, type ToolGoal } from './toolGoal.ts';

/** The second step: what is missing is written into the entries that the tools have. */
export function addedRules(
  document: PolicyDocument,
  policy: CompiledPolicy,
  goals: readonly ToolGoal[],
): Replacement[] {
  const source = document.text.getText();
  const named = namedIn(document);
  return goals.flatMap((goal) => {
    const rules = named.listed(goal.name).at(-1)?.value;
    if (rules?.type !== 'object' || isReached(policy, goal)) return [];
    if (goal.becomes === 'denied') return withEntry(source, rules, 'deny_if', firstOf(goal.rules, 'deny_if'));
    if (goal.becomes !== 'limited' || (policy.tools.get(goal.name)?.limits.length ?? 0) > 0) return [];
    const limit = firstOf(goal.rules, 'limits');
    const counter = freeCounter(`${goal.name}_rate`, property(rules, 'limits')?.value);
    return withEntry(source, rules, 'limits', isJsonObject(limit) ? { ...limit, counter } : undefined);
  });
}

/** The third: the tools that the policy does not name and has to. */
export function addedNames(
  document: PolicyDocument,
  policy: CompiledPolicy,
  goals: readonly ToolGoal[],
): Replacement[] {
  const named = namedIn(document);
  const open = goals.filter((goal) => goal.becomes !== 'removed' && !isReached(policy, goal));
  const hidden = open.filter(({ becomes }) => becomes === 'hidden').map(({ name }) => name);
  const listed = open.filter(({ name, becomes }) => becomes !== 'hidden' && named.listed(name).length === 0);
  return namingTools(document, { hidden, listed: listed.map(({ name, rules }) => [name, rules]) }) ?? [];
}

function firstOf(rules: JsonObject, key: string): JsonValue | undefined {
  const list = member(rules, key);
  return Array.isArray(list) ? list[0] : undefined;
}

/** At the end of the list, which is written when it is missing. */
function withEntry(source: string, rules: Node, key: string, entry: JsonValue | undefined): Replacement[] {
  const list = property(rules, key);
  if (entry === undefined || (list !== undefined && list.value?.type !== 'array')) return [];
  if (list?.value === undefined) return [withProperty(source, rules, key, onOneLine([entry]), toolKeys)];
  return [withElement(source, list.value, onOneLine(entry))];
}
