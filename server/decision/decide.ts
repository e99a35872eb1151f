import { type CompiledPolicy, limitsOf, toolOf } from './compile/compiledPolicy.ts';
import { type Charge, identityOf, windowAssumption } from './counting/charge.ts';
import type { Counters } from './counting/counters.ts';
import type { CounterReading, Decision, DecisionStep, ToolCall } from './decision.ts';
import { evaluate, givesBack } from './evaluate.ts';
import { explainCharge } from './explanation/explainCharge.ts';
import { explainAction, explainDefault, explainHide, noPolicyStep } from './explanation/explainGates.ts';
import { explainRule } from './explanation/explainRule.ts';

/**
 * Decides a call as {@link evaluate} does, and says why: every step up to the one that decided, and how the counters of
 * the tool's limits stood before and stand afterwards: the same for a call that was not allowed, or whose answer gave
 * everything back at once. Never throws.
 */
export function decide(policy: CompiledPolicy | undefined, counters: Counters, call: ToolCall): Decision {
  const charges: Charge[] = [];
  counters.settle(call.at);
  const before = policy === undefined ? [] : readCounters(policy, counters, call);
  const verdict = evaluate(policy, counters, call, (charge) => charges.push(charge));
  const after = policy === undefined ? [] : readCounters(policy, counters, call);
  return {
    ...verdict,
    steps: policy === undefined ? [noPolicyStep] : explain(policy, call, charges),
    counters: after.map((reading, index) => ({ ...reading, usedBefore: before[index]?.used ?? 0 })),
  };
}

/**
 * How the counters that a call would be charged to stand at its time. Answers that arrive by then are not waited for; see
 * {@link Counters.settle}.
 */
export function readCounters(policy: CompiledPolicy, counters: Counters, call: ToolCall): CounterReading[] {
  return limitsOf(policy, call.tool).map((limit) => {
    const { used, resetsAt, windows, restsOn } = counters.read(limit, call);
    return {
      id: limit.id,
      identity: `${limit.countedBy} ${identityOf(limit, call)}`,
      used,
      max: limit.max,
      window: limit.window.name,
      resetsAt,
      span: limit.span,
      assumptions: [windowAssumption(limit, windows), ...restsOn],
    };
  });
}

/** Walks the chain once more, in words. It ends with the first step that does not pass, as the decision did. */
function explain(policy: CompiledPolicy, call: ToolCall, charges: readonly Charge[]): DecisionStep[] {
  const steps: DecisionStep[] = [];
  for (const step of chain(policy, call, charges)) {
    steps.push(step);
    if (step.verdict !== 'passed') break;
  }
  return steps;
}

function* chain(policy: CompiledPolicy, call: ToolCall, charges: readonly Charge[]): Generator<DecisionStep> {
  yield explainHide(policy, call.tool);
  yield explainDefault(policy, call.tool);
  const tool = toolOf(policy, call.tool);
  if (tool?.action !== undefined) yield explainAction(tool.action);
  if (tool !== undefined) for (const rule of tool.rules) yield explainRule(tool, rule, call.args);
  const givenBack = givesBack(call) && charges.every((charge) => charge.fits);
  for (const charge of charges) yield explainCharge(charge, call, givenBack);
}
