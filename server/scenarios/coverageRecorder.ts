import {
  type CompiledPolicy,
  type CompiledRule,
  type CompiledTool,
  hiddenBy,
} from '../decision/compile/compiledPolicy.ts';
import type { Charge } from '../decision/counting/charge.ts';
import type { Decision } from '../decision/decision.ts';
import { unweighableMessage } from '../decision/explanation/messages.ts';
import type { RepeatedCall } from '../decision/replay.ts';
import type { JsonObject } from '../policy/json.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Span } from '../policy/syntax/span.ts';
import { type CountedBranch, type CountedStatement, coveragePlaces } from './coveragePlaces.ts';

/** What of a policy calls have exercised. Two of the same policy have the same places in the same order. */
export interface Coverage {
  readonly statements: readonly CountedStatement[];
  readonly branches: readonly CountedBranch[];
}

/** Counts what calls exercise. */
export interface CoverageRecorder {
  /** Hears of a call: as far as it comes in the policy, without the limits. */
  call(call: RepeatedCall): void;
  /** Hears of each charge that a call tries. */
  charge(charge: Charge): void;
  /** Hears of the charges of a call that was explained instead. */
  charges(decision: Decision): void;
  /** As it stands now; it goes on counting. */
  readonly coverage: Coverage;
}

/** Counts from 0. What is the same text is one place, even where it is a rule of several tools. */
export function coverageRecorder(document: PolicyDocument, policy: CompiledPolicy): CoverageRecorder {
  const places = coveragePlaces(document, policy);

  function countRule(rule: CompiledRule, args: JsonObject, times: number): boolean {
    const { statement, branch, conditions } = places.rule(rule);
    if (statement !== undefined) statement.executed += times;
    const denies = rule.denies(args);
    count(branch, denies, times);
    for (const [index, condition] of rule.conditions.entries()) {
      // As in the decision: the first that does not hold is the last that is looked at.
      const holds = condition.holds(args);
      count(conditions[index], holds, times);
      if (!holds) break;
    }
    return denies;
  }

  function countTool(tool: CompiledTool, args: JsonObject, times: number): void {
    execute(places.tool(tool.span), times);
    if (tool.action?.verdict !== undefined) return;
    for (const rule of tool.rules) if (countRule(rule, args, times)) return;
  }

  function countCharge(span: Span, fits: boolean, isWeighed: boolean): void {
    const { statement, branch } = places.limit(span);
    execute(statement, 1);
    // A call that cannot be weighed is denied, whether there is room or not.
    if (isWeighed) count(branch, !fits, 1);
  }

  return {
    coverage: { statements: places.statements, branches: places.branches },
    call({ tool: name, args, times }) {
      const hidden = hiddenBy(policy, name);
      if (hidden !== undefined) return execute(places.tool(hidden), times);
      const tool = policy.tools.get(name) ?? policy.unlisted;
      if (tool !== undefined) countTool(tool, args, times);
    },
    charge: ({ limit, fits, amount }) => countCharge(limit.span, fits, amount !== undefined),
    charges({ steps, message }) {
      for (const { step, span, verdict } of steps) {
        const fits = verdict === 'passed';
        if (step === 'limit' && span !== undefined) countCharge(span, fits, fits || message !== unweighableMessage);
      }
    },
  };
}

function execute(statement: CountedStatement | undefined, times: number): void {
  if (statement !== undefined) statement.executed += times;
}

function count(branch: CountedBranch | undefined, isTrue: boolean, times: number): void {
  if (branch === undefined) return;
  if (isTrue) branch.heldTrue += times;
  else branch.heldFalse += times;
}
