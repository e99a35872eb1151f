import type { WrittenCondition, WrittenRule } from '../../policy/writtenPolicy.ts';
import type { Condition } from './condition.ts';

/** A condition that a call must meet, or must not meet, to be allowed. */
export interface Demand {
  readonly condition: Condition;
  readonly met: boolean;
  /** Where it is written; absent for one that is only asked about. */
  readonly place?: { readonly rule: WrittenRule; readonly written: WrittenCondition };
}

/** Everything that a tool demands of a call so far. */
export interface Demands {
  readonly byPath: Map<string, Demand[]>;
  /** Whether a path leads into an argument, so that two paths can have to do with each other. */
  hasInner: boolean;
}

/** Demands to be added to: each call returns its own. */
export function noDemands(): Demands {
  return { byPath: new Map(), hasInner: false };
}

/** Changes `demands`: those of one path stay in the order in which they were added. */
export function addDemands(demands: Demands, added: readonly Demand[]): void {
  for (const demand of added) {
    const { path } = demand.condition;
    const there = demands.byPath.get(path);
    if (there === undefined) demands.byPath.set(path, [demand]);
    else there.push(demand);
    demands.hasInner ||= isInner(path);
  }
}

/** True for `args.customer.id`. */
export function isInner(path: string): boolean {
  return path.indexOf('.', 'args.'.length) > 0;
}

/** What it takes not to meet the demand. */
export function against(demand: Demand): Demand {
  return { ...demand, met: !demand.met };
}
