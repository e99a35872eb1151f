import type { Node } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit, WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import type { ArgumentChange } from '../../tools/drift/argumentChange.ts';
import type { Outcome } from '../consequence.ts';
import type { SchemaCheck } from '../schemaCheck.ts';
import { canBeNumber } from '../weights.ts';
import { seenCondition } from './conditionOutcome.ts';

/** A rule of which a condition came to depend on nothing since the earlier schema, by the worst of its conditions. */
export interface BrokenRule {
  readonly rule: WrittenRule;
  readonly outcome: Outcome;
}

/** What a new schema makes of the rules and limits that a policy has for a tool. */
export interface SchemaEffect {
  readonly rules: readonly BrokenRule[];
  /** Limits whose argument is gone, or can be no number any more. */
  readonly limits: readonly WrittenLimit[];
  /** Values in lists that the argument no longer has, of conditions that can still hold. */
  readonly lostValues: number;
  /** The places of all that: conditions, and the arguments of limits. */
  readonly nodes: readonly Node[];
  /** The paths that stand there, then those of what is touched. */
  readonly paths: readonly string[];
  /** Those that look at an argument that changed, and still can do what they did. */
  readonly touched: RulesAndLimits;
  /** All others. */
  readonly untouched: RulesAndLimits;
}

/** How many of each. */
export interface RulesAndLimits {
  readonly rules: number;
  readonly limits: number;
}

/** The two lists, each with the name that it has the tool by. */
export interface SchemaSides {
  readonly before: { readonly check: SchemaCheck; readonly name: string };
  readonly after: { readonly check: SchemaCheck; readonly name: string };
}

/** Only what was otherwise before: what never matched is no drift. */
export function schemaEffect(
  { rules, limits }: WrittenTool,
  { before, after }: SchemaSides,
  changes: readonly ArgumentChange[],
): SchemaEffect {
  const isTouched = touching(changes);
  const nodes: Node[] = [];
  const paths: string[] = [];
  const touchedPaths: string[] = [];
  const mark = (node: Node, path: Node | undefined): void => {
    nodes.push(node);
    paths.push(String(path?.value));
  };
  const brokenRules: BrokenRule[] = [];
  const brokenLimits: WrittenLimit[] = [];
  let lostValues = 0;
  const touched = { rules: 0, limits: 0 };
  const untouched = { rules: 0, limits: 0 };
  for (const rule of rules) {
    let worst: Outcome | undefined;
    let lost = 0;
    for (const condition of rule.conditions ?? []) {
      const now = seenCondition(condition, rule.kind, after.name, after.check);
      if (now.outcome === undefined && now.impossible === 0) continue;
      const then = seenCondition(condition, rule.kind, before.name, before.check);
      if (now.outcome !== undefined && now.outcome !== then.outcome) {
        worst = worst === undefined || rank[now.outcome] < rank[worst] ? now.outcome : worst;
        mark(condition.node, condition.path);
      } else if (now.outcome === undefined && now.impossible > then.impossible) {
        lost += now.impossible - then.impossible;
        mark(condition.node, condition.path);
      }
    }
    lostValues += lost;
    if (worst !== undefined) brokenRules.push({ rule, outcome: worst });
    else if (lost === 0) {
      const looking = (rule.conditions ?? []).filter(({ path }) => isTouched(path));
      for (const { path } of looking) touchedPaths.push(String(path?.value));
      (looking.length > 0 ? touched : untouched).rules += 1;
    }
  }
  for (const limit of limits) {
    const { incrementFrom } = limit;
    const isBroken = !canCount(limit, after.name, after.check) && canCount(limit, before.name, before.check);
    if (isBroken && incrementFrom !== undefined) {
      brokenLimits.push(limit);
      mark(incrementFrom, incrementFrom);
    } else if (isTouched(incrementFrom)) {
      touched.limits += 1;
      touchedPaths.push(String(incrementFrom?.value));
    } else untouched.limits += 1;
  }
  return {
    rules: brokenRules,
    limits: brokenLimits,
    lostValues,
    nodes,
    paths: [...paths, ...touchedPaths],
    touched,
    untouched,
  };
}

const rank: Readonly<Record<Outcome, number>> = { never: 0, always: 1, 'when-present': 2 };

function canCount({ incrementFrom }: WrittenLimit, tool: string, check: SchemaCheck): boolean {
  if (incrementFrom?.type !== 'string') return true;
  const lookup = check.lookUp(tool, String(incrementFrom.value));
  return lookup === undefined || canBeNumber(lookup);
}

/** Whether a path leads to, through or below an argument that changed. */
function touching(changes: readonly ArgumentChange[]): (path: Node | undefined) => boolean {
  const changed = new Set(
    changes.flatMap((change) => (change.kind === 'added' ? [] : [JSON.stringify(change.before.path)])),
  );
  return (path) => {
    const names = path?.type === 'string' ? argumentNames(String(path.value)) : undefined;
    return names?.some((_, index) => changed.has(JSON.stringify(names.slice(0, index + 1)))) === true;
  };
}
