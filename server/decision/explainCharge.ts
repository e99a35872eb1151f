import type { AssumptionId } from './assumptions.ts';
import type { Charge } from './charge.ts';
import type { CompiledWeight } from './compiledPolicy.ts';
import type { DecisionStep, ToolCall } from './decision.ts';
import { argumentInWords } from './explainCondition.ts';
import { momentText } from './windows.ts';

/** The step of one limit. `givenBack`: the server answered with an error, and the reservation was returned. */
export function explainCharge(charge: Charge, call: ToolCall, givenBack: boolean): DecisionStep {
  const assumptions = assumptionsOf(charge);
  return {
    step: 'limit',
    verdict: charge.fits ? 'passed' : 'denied',
    rule: charge.limit.id,
    detail: chargeInWords(charge, call, givenBack),
    span: charge.limit.span,
    ...(assumptions.length > 0 && { assumptions }),
  };
}

function chargeInWords(charge: Charge, call: ToolCall, givenBack: boolean): string {
  const { limit, amount, used, resetsAt } = charge;
  if (limit.weight !== undefined && amount === undefined) {
    return `${argumentInWords(limit.weight, call.args)}, so the call cannot be weighed: a number is needed.`;
  }
  const weighed = limit.weight === undefined ? '' : `${weightInWords(limit.weight, call, amount ?? 0)}; `;
  const sum = `${used} of ${limit.max} used in this ${limit.window.inWords}, and ${used} + ${amount ?? 0}`;
  if (!charge.fits) return `${weighed}${sum} > ${limit.max}; the count is 0 again at ${momentText(resetsAt)}.`;
  const returned = givenBack ? '; given back, for the server answered with an error' : '';
  return `${weighed}${sum} <= ${limit.max}${returned}.`;
}

function weightInWords(weight: CompiledWeight, call: ToolCall, amount: number): string {
  const argument = argumentInWords(weight, call.args);
  return weight.find(call.args) === amount ? argument : `${argument}, which counts as ${amount}`;
}

/** Besides what is assumed of the limit: the alignment, wherever a window that slides could have left less room. */
function assumptionsOf({ limit, amount, fits, used, usedBefore }: Charge): readonly AssumptionId[] {
  if (limit.countedBy === 'session' || amount === undefined) return limit.assumptions;
  const alignmentMatters = !fits || used + usedBefore + amount > limit.max;
  return alignmentMatters ? ['aligned-windows', ...limit.assumptions] : limit.assumptions;
}
