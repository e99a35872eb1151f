import type { JsonObject } from '../policy/json.ts';
import type { CompiledLimit } from './compiledPolicy.ts';
import type { ToolCall } from './decision.ts';

/** How a limit stands for one caller at one moment. */
export interface CounterLevel {
  /** The count in the moment's window. */
  readonly used: number;
  /** The count of the window just before, which a window that slides would still partly count. */
  readonly usedBefore: number;
  /** When the moment's window ends, in milliseconds since the Unix epoch. */
  readonly resetsAt: number;
}

/** One limit and one call: how the limit stood before it, and whether there was room. */
export interface Charge extends CounterLevel {
  readonly limit: CompiledLimit;
  /** What the call weighs; `undefined` when it does not say so. */
  readonly amount: number | undefined;
  readonly fits: boolean;
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
