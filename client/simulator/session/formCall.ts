import { argumentsText, callOf, type JsonObject, type PanelForm } from '../../../server/protocol/panel.ts';
import { isArguments } from '../../../server/protocol/shape.ts';
import type { SimulatedCall } from '../../../server/protocol/simulation.ts';

/**
 * The call that the form stands for, made once. While its arguments are half typed they are those of the call `before`,
 * so that the panel does not empty itself at every keystroke; `undefined` when that was another tool's, or no tool is
 * chosen.
 */
export function callInForm(form: PanelForm, before?: SimulatedCall): SimulatedCall | undefined {
  const { tool } = form;
  const args = argumentsIn(form) ?? (before?.tool === tool ? before.args : undefined);
  return tool === '' || args === undefined ? undefined : callOf(form, args, 1);
}

function argumentsIn(form: PanelForm): JsonObject | undefined {
  try {
    const args: unknown = JSON.parse(argumentsText(form));
    return isArguments(args) ? args : undefined;
  } catch {
    // Half-typed arguments are the page's to report.
    return undefined;
  }
}

/** True when both are the same call, however often it is made. */
export function isSameCall(left: SimulatedCall | undefined, right: SimulatedCall | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && textOf(left) === textOf(right));
}

function textOf({ tool, args, at, grant, session, upstream, answeredAfter }: SimulatedCall): string {
  return JSON.stringify([tool, args, at, grant, session, upstream, answeredAfter]);
}
