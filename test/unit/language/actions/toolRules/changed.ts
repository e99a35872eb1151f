import { TextDocument } from 'vscode-languageserver-textdocument';
import { compiledPolicyOf } from '../../../../../server/decision/compile/compilePolicy.ts';
import { standingOf, type ToolStanding } from '../../../../../server/decision/standing.ts';
import type { ToolChange } from '../../../../../server/language/actions/toolRules/toolGoal.ts';
import { toolRuleEdits } from '../../../../../server/language/actions/toolRules/toolRuleEdits.ts';
import { replaced } from '../../../../../server/policy/edits/replacement.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../../../server/policy/policyDocument.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../../server/tools/knowledge.ts';

function policy(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

/** The text after the change, and the tools that were refused. */
export function after(
  text: string,
  change: ToolChange,
  names: readonly string[] = ['pay'],
  knowledge: ToolKnowledge = nothingKnown,
): { readonly text: string; readonly refused: readonly string[] } {
  const { edits, refused } = toolRuleEdits(policy(text), knowledge, names, change);
  return { text: replaced(text, edits), refused };
}

export function standing(text: string, name = 'pay'): ToolStanding | undefined {
  const { root } = policy(text);
  return root && standingOf(compiledPolicyOf(root), name).standing;
}

export const rule = '{ "conditions": [{ "path": "args.amount", "op": "gt", "value": 10 }] }';
export const limit = '{ "counter": "calls", "window": "hour", "max": 5, "scope": "grant" }';
export const starter = '{ "counter": "pay_rate", "window": "minute", "max": 10, "scope": "grant" }';
export const denial = '{ "conditions": [], "on_deny": "Tool \\"pay\\" is not permitted by policy" }';
export const approval = '{ "conditions": [], "on_deny": "Requires human approval." }';

export const deny = (more: string): string => `{ "version": "1", "default": "deny"${more} }`;
export const allow = (more: string): string => `{ "version": "1", "default": "allow"${more} }`;
export const pay = (members: string): string => `, "tools": { "pay": ${members} }`;
export const hide = ', "hide": ["pay"]';

/** What each change is for. `starter` denies here: by its name `pay` moves money. */
export const asked: Readonly<Record<Exclude<ToolChange, 'remove'>, readonly ToolStanding[]>> = {
  allow: ['allowed', 'limited', 'conditioned'],
  deny: ['denied'],
  hide: ['hidden'],
  limit: ['limited', 'conditioned'],
  starter: ['denied'],
};

export const changes: readonly ToolChange[] = ['allow', 'deny', 'hide', 'limit', 'starter', 'remove'];
