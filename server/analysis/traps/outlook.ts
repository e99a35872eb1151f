import { property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { conflict } from './conflict.ts';
import { addDemands, against, type Demand, type Demands, noDemands } from './demand.ts';
import type { Effort } from './effort.ts';
import { type Rule, rulesOf } from './toolRules.ts';

/** What is proven of one rule. */
export type RuleFinding =
  /** Its own conditions, or these of them, never hold together. */
  | { readonly kind: 'never-matches'; readonly rule: Rule; readonly because: readonly Demand[] }
  /** What it denies is denied by these demands of the rules before it. */
  | { readonly kind: 'never-decides'; readonly rule: Rule; readonly because: readonly Demand[] }
  /** With it no call is left that meets these demands, of it and of the rules before it. */
  | { readonly kind: 'always-denied'; readonly rule: Rule; readonly because: readonly Demand[] }
  /** Behind a rule or an action that denies every call. */
  | { readonly kind: 'never-reached'; readonly rule: Rule };

/** What is proven of a tool's calls, whatever their arguments. */
export interface Outlook {
  readonly tool: WrittenTool;
  readonly findings: readonly RuleFinding[];
  /**
   * - `never`: no rule lets a call through, and that is a contradiction.
   * - `denied`: a rule without conditions or an `action` denies every call, as its author wants.
   * - `open`: neither is proven.
   */
  readonly calls: 'never' | 'denied' | 'open';
  /** Everything that an allowed call meets. */
  readonly demands: Demands;
  /** `deny_if` rules of several conditions: an allowed call fails at least one of each. */
  readonly combined: readonly Rule[];
}

/**
 * Goes through a tool's rules in the order in which they decide, and keeps what a call must meet to get past them.
 * (`require` before `deny_if` is assumed; which calls are denied in the end does not rest on it.)
 */
export function outlookOf(tool: WrittenTool, effort: Effort): Outlook {
  const rules = rulesOf(tool);
  const findings: RuleFinding[] = [];
  const demands = noDemands();
  const combined: Rule[] = [];
  const outlook = (calls: Outlook['calls']): Outlook => ({ tool, findings, calls, demands, combined });
  const unreached = (from: number): void => {
    for (const rule of rules.slice(from)) findings.push({ kind: 'never-reached', rule });
  };

  if (isDeniedByAction(tool)) {
    unreached(0);
    return outlook('denied');
  }
  for (const [index, rule] of rules.entries()) {
    const isRequired = rule.written.kind === 'require';
    if (rule.demands.length === 0) {
      if (isRequired) continue;
      unreached(index + 1);
      return outlook('denied');
    }
    const own = conflict(noDemands(), rule.demands, effort);
    if (own !== undefined) {
      findings.push({ kind: 'never-matches', rule, because: own });
      if (isRequired) return outlook('never');
      continue;
    }
    const unmet = conflict(demands, rule.demands, effort);
    const implied = unmet === undefined ? impliedBy(demands, rule, effort) : undefined;
    const [denying, idle] = isRequired ? [unmet, implied] : [implied, unmet];
    if (denying !== undefined) {
      findings.push({ kind: 'always-denied', rule, because: denying });
      return outlook('never');
    }
    if (idle !== undefined) findings.push({ kind: 'never-decides', rule, because: idle });
    if (isRequired) addDemands(demands, rule.demands);
    else if (idle === undefined && rule.demands.length === 1) addDemands(demands, rule.demands.map(against));
    else if (idle === undefined) combined.push(rule);
  }
  for (const rule of combined) {
    const implied = impliedBy(demands, rule, effort);
    if (implied === undefined) continue;
    findings.push({ kind: 'always-denied', rule, because: implied });
    return outlook('never');
  }
  return outlook('open');
}

/** True when no call that meets `added`, too, is allowed: proven. */
export function deniesAll({ demands, combined, calls }: Outlook, added: readonly Demand[], effort: Effort): boolean {
  if (calls !== 'open' || conflict(demands, added, effort) !== undefined) return true;
  return combined.some(({ demands: together }) =>
    together.every((demand) => conflict(demands, [...added, against(demand)], effort) !== undefined),
  );
}

/** The demands because of which a call that meets them all meets the rule's conditions, and those conditions, unmet. */
function impliedBy(demands: Demands, rule: Rule, effort: Effort): Demand[] | undefined {
  const because = new Set<Demand>();
  for (const demand of rule.demands) {
    const found = conflict(demands, [against(demand)], effort);
    if (found === undefined) return undefined;
    for (const each of found) because.add(each);
  }
  return [...because];
}

function isDeniedByAction({ value }: WrittenTool): boolean {
  const action: unknown = property(value, 'action')?.value?.value;
  return action === 'deny' || action === 'require_approval';
}
