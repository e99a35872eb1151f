import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompiledPolicy } from '../../../decision/compile/compiledPolicy.ts';
import { compiledPolicyOf } from '../../../decision/compile/compilePolicy.ts';
import { composedReplacements } from '../../../policy/edits/composedReplacements.ts';
import { type Replacement, replaced } from '../../../policy/edits/replacement.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../policy/policyDocument.ts';
import type { ToolKnowledge } from '../../../tools/knowledge.ts';
import { addedNames, addedRules } from './addedRules.ts';
import { removedRules } from './removedRules.ts';
import { isReached, type ToolChange, type ToolGoal, toolGoals } from './toolGoal.ts';

export interface ToolRuleEdits {
  readonly edits: readonly Replacement[];
  /** Tools for which the policy cannot be made to do what is asked: their rules were left as they are. */
  readonly refused: readonly string[];
}

/**
 * Edits that change what a policy does to tools, in the author's layout. Everything else stays, conditions and limits of
 * these tools, too:
 *
 * - _allow_ takes them out of `hide` and takes away what denies every call; what is not allowed by then gets an entry `{}`.
 * - _limit_ does the same, and adds the catalogue's limit where the tool has none of its own.
 * - _deny_ takes them out of `hide` and denies every call; nothing is written where the default does that already.
 * - _hide_ adds them to `hide`; an entry under `tools` goes when it is empty.
 * - _starter_ is one of these, by the class of the tool; the policy then names it in any case.
 * - _remove_ takes them out of the policy, with their rules.
 *
 * What is edited is what is asked by the engine's own word. A tool for which that cannot be, since `*` hides all or Intercept's
 * rules deny it, is refused and not touched. So are all tools while the text is not JSON.
 */
export function toolRuleEdits(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  names: readonly string[],
  change: ToolChange,
): ToolRuleEdits {
  const goals = toolGoals(names, change, knowledge);
  if (document.root?.type !== 'object' || document.syntaxErrors.length > 0) return { edits: [], refused: names };
  const policy = compiledPolicyOf(document.root);
  const all = changed(document, policy, goals);
  const missed = new Set(goals.filter((goal) => !isReached(all.policy, goal)));
  if (missed.size === 0) return { edits: all.edits, refused: [] };
  const others = goals.filter((goal) => !missed.has(goal));
  const { edits } = changed(document, policy, others);
  return { edits, refused: [...missed].map(({ name }) => name) };
}

interface Changed {
  readonly edits: readonly Replacement[];
  readonly policy: CompiledPolicy;
}

type Step = (document: PolicyDocument, policy: CompiledPolicy, goals: readonly ToolGoal[]) => readonly Replacement[];

const steps: readonly Step[] = [(document, _policy, goals) => removedRules(document, goals), addedRules, addedNames];

/** Step by step, each on the text that the one before it left: an entry may go at the very place where another comes. */
function changed(document: PolicyDocument, before: CompiledPolicy, goals: readonly ToolGoal[]): Changed {
  const open = goals.filter((goal) => !isReached(before, goal));
  const made: (readonly Replacement[])[] = [];
  let [current, policy] = [document, before];
  for (const step of steps) {
    const edits = step(current, policy, open);
    if (edits.length === 0) continue;
    made.push(edits);
    const text = replaced(current.text.getText(), edits);
    current = parsePolicyDocument(TextDocument.create(document.uri, 'json', document.version, text));
    if (current.root !== undefined) policy = compiledPolicyOf(current.root);
  }
  return { edits: composedReplacements(document.text.getText(), made), policy };
}
