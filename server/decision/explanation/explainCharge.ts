import type { AssumptionId } from '../assumptions.ts';
import type { CompiledLimit, CompiledWeight } from '../compile/compiledPolicy.ts';
import { type Charge, windowAssumption } from '../counting/charge.ts';
import { alignedStart, momentText } from '../counting/windows.ts';
import type { DecisionStep, ToolCall } from '../decision.ts';
import { arrivesAt, isAnsweredLater } from '../evaluate.ts';
import { argumentInWords } from './explainCondition.ts';
import { limitMessage, unweighableMessage } from './messages.ts';

/** The step of one limit. `givenBack`: the answer to the call returns the reservation, now or later. */
export function explainCharge(charge: Charge, call: ToolCall, givenBack: boolean): DecisionStep {
  const assumptions = assumptionsOf(charge, call, givenBack);
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
  const { limit, amount, used } = charge;
  if (limit.weight !== undefined && amount === undefined) {
    return `${argumentInWords(limit.weight, call.args)}, so the call cannot be weighed: a number is needed.`;
  }
  const weighed = limit.weight === undefined ? '' : `${weightInWords(limit.weight, call, amount ?? 0)}; `;
  const sum = `${usedInWords(charge)}, and ${used} + ${amount ?? 0}`;
  if (!charge.fits) return `${weighed}${sum} > ${limit.max}; ${roomInWords(charge)}.`;
  return `${weighed}${sum} <= ${limit.max}${givenBack ? `; ${returnInWords(call)}` : ''}.`;
}

function usedInWords({ windows, limit, used, previous, reaching }: Charge): string {
  if (windows === 'aligned') return `${used} of ${limit.max} used in this ${limit.window.inWords}`;
  const left = reaching === 0 ? '' : ` (${reaching} left of ${previous} in the ${limit.window.inWords} before)`;
  return `${used} of ${limit.max} used in the last ${limit.window.inWords}${left}`;
}

function roomInWords({ windows, limit, amount, resetsAt }: Charge): string {
  if (windows === 'aligned') return `the count is 0 again at ${momentText(resetsAt)}`;
  if ((amount ?? 0) > limit.max) return 'no wait makes room for it';
  return `there is room again at ${momentText(resetsAt)}`;
}

function returnInWords(call: ToolCall): string {
  const isUnanswered = call.upstream === 'timeout';
  if (!isAnsweredLater(call)) {
    return `given back, for the server ${isUnanswered ? 'did not answer' : 'answered with an error'}`;
  }
  const then = isUnanswered ? 'the proxy stops waiting for an answer' : 'the server answers with an error';
  return `to be given back at ${momentText(arrivesAt(call))}, when ${then}`;
}

function weightInWords(weight: CompiledWeight, call: ToolCall, amount: number): string {
  const argument = argumentInWords(weight, call.args);
  return weight.find(call.args) === amount ? argument : `${argument}, which counts as ${amount}`;
}

function assumptionsOf(charge: Charge, call: ToolCall, givenBack: boolean): AssumptionId[] {
  const { limit } = charge;
  const assumptions = new Set<AssumptionId>();
  if (restsOnWindows(charge)) assumptions.add(windowAssumption(limit, charge.windows));
  for (const assumption of limit.assumptions) {
    if (assumption !== 'session-windows' || charge.windows === 'aligned') assumptions.add(assumption);
  }
  if (limit.counter === undefined) assumptions.add('shorthand-rule-ids');
  for (const assumption of charge.restsOn) assumptions.add(assumption);
  if (givenBack && call.upstream === 'timeout') assumptions.add('timeout-refunds');
  if (givenBack && turnsBeforeAnswer(limit, call)) assumptions.add('late-refund-in-new-window');
  if (!charge.fits && saysNothingOfItsOwn(charge)) assumptions.add('unwritten-messages');
  return [...assumptions];
}

/** Windows that lie on the clock decide wherever one that slides could have left less room. */
function restsOnWindows({ windows, limit, amount, fits, used, previous }: Charge): boolean {
  if (amount === undefined) return false;
  return windows === 'sliding' || !fits || used + previous + amount > limit.max;
}

function turnsBeforeAnswer({ window }: CompiledLimit, call: ToolCall): boolean {
  return alignedStart(arrivesAt(call), window) !== alignedStart(call.at, window);
}

function saysNothingOfItsOwn({ limit, amount }: Charge): boolean {
  const said = amount === undefined ? limit.unweighable : limit.exhausted;
  return said.message === (amount === undefined ? unweighableMessage : limitMessage(limit.max, limit.window));
}
