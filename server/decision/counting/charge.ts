import type { JsonObject } from '../../policy/json.ts';
import type { AssumptionId } from '../assumptions.ts';
import type { CompiledLimit } from '../compile/compiledPolicy.ts';
import type { ToolCall } from '../decision.ts';
import type { WindowMode } from './windows.ts';

/** How a limit stands for one caller at one moment. */
export interface CounterLevel {
  readonly windows: WindowMode;
  /** The count that the limit compares: that of the moment's window, and with `sliding` what reaches in of the one before. */
  readonly used: number;
  /** The count of the window just before the moment's. */
  readonly previous: number;
  /** How much of `previous` is in `used`; 0 with `aligned`. */
  readonly reaching: number;
  /**
   * In milliseconds since the Unix epoch. With `aligned`, when the moment's window ends. With `sliding`, when the call will
   * fit if none comes before it; where it fits already, when nothing that was counted reaches in any more.
   */
  readonly resetsAt: number;
  /** What is assumed of the answers that lowered the count. */
  readonly restsOn: readonly AssumptionId[];
}

/** One limit and one call: how the limit stood before it, and whether there was room. */
export interface Charge extends CounterLevel {
  readonly limit: CompiledLimit;
  /** What the call weighs; `undefined` when it does not say so. */
  readonly amount: number | undefined;
  readonly fits: boolean;
}

/** The assumption that says how the limit's windows lie on the clock. */
export function windowAssumption(limit: Pick<CompiledLimit, 'countedBy'>, windows: WindowMode): AssumptionId {
  if (windows === 'sliding') return 'sliding-windows';
  return limit.countedBy === 'session' ? 'session-windows' : 'aligned-windows';
}

/** Whom the limit counts. */
export function identityOf(limit: CompiledLimit, call: ToolCall): string {
  return limit.countedBy === 'session' ? call.session : call.grant;
}

/**
 * What a call adds to the limit's counter: 1, or the argument that `increment_from` names, cut to a whole number
 * towards zero, so that 0.9 counts as 0 and a negative number lowers the counter. `undefined` when the argument is
 * missing or not a finite number, which denies the call. Source: Intercept, `internal/proxy/handler.go` and
 * `internal/conv/conv.go`.
 */
export function amountOf(limit: CompiledLimit, args: JsonObject): number | undefined {
  if (limit.weight === undefined) return 1;
  const weight = limit.weight.find(args);
  return typeof weight === 'number' && Number.isFinite(weight) ? Math.trunc(weight) : undefined;
}
